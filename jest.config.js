import { join } from 'node:path';

/**
 * One jest configuration for every package; nx runs it once per package and tier
 * (unit: src/*.spec.ts, medium: test/*.medium.ts, end to end: test/*.e2e.ts).
 * Tests run the TypeScript sources of all packages directly, through the export
 * condition `kinoline-source`, so that nobody tests a stale build.
 *
 * @type {import('jest').Config}
 */
export default {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['kinoline-source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          target: 'es2024',
          keepClassNames: true,
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  modulePathIgnorePatterns: ['<rootDir>/dist'],
  testTimeout: 60_000,
  globalTeardown: join(import.meta.dirname, 'jest.teardown.js'),
};
