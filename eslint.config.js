import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

/** SDKs that only one place may import: the adapter (or library) that hides it from everything else. */
const sdkHomes = {
  openai: ['services/planner/src/adapters'],
  undici: ['services/generator/src/adapters'],
  minio: ['libs/media-store/src'],
  'fluent-ffmpeg': ['libs/media/src'],
  sharp: ['services/framer/src/adapters', 'libs/media/src'],
  grammy: ['services/telegram-gateway/src/adapters'],
  '@fluent/bundle': ['services/telegram-gateway/src/adapters'],
  '@nats-io/kv': ['libs/messaging/src', 'services/generator/src/adapters'],
};

const sdkRule = (allowed) => ({
  'no-restricted-imports': [
    'error',
    {
      paths: Object.keys(sdkHomes)
        .filter((name) => !allowed.includes(name))
        .map((name) => ({ name, message: `Only ${sdkHomes[name].join(' and ')} may import ${name}.` })),
      patterns: [
        { group: ['@kinoline/*/*'], message: 'Import a library by its name; deep imports are closed.' },
      ],
    },
  ],
});

const homes = [...new Set(Object.values(sdkHomes).flat())];

export default tseslint.config(
  { ignores: ['**/dist', '**/node_modules', '**/coverage', '.nx', 'tmp'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          allow: [],
          depConstraints: [
            { sourceTag: 'scope:contracts', onlyDependOnLibsWithTags: [] },
            { sourceTag: 'type:lib', onlyDependOnLibsWithTags: ['type:lib'] },
            { sourceTag: 'type:service', onlyDependOnLibsWithTags: ['type:lib', 'scope:sandbox'] },
            { sourceTag: 'scope:sandbox', onlyDependOnLibsWithTags: ['type:lib'] },
            { sourceTag: 'scope:stack', onlyDependOnLibsWithTags: ['type:lib', 'scope:sandbox'] },
          ],
        },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/naming-convention': [
        'error',
        { selector: 'interface', format: ['PascalCase'], custom: { regex: '^I[A-Z]', match: false } },
      ],
      'no-console': 'error',
      eqeqeq: 'error',
      ...sdkRule([]),
    },
  },
  ...homes.map((home) => ({
    files: [`${home}/**/*.ts`],
    rules: sdkRule(Object.keys(sdkHomes).filter((name) => sdkHomes[name].includes(home))),
  })),
  {
    // Production code never learns of the sandbox: only tests and the stack may import it.
    files: ['libs/*/src/**/*.ts', 'services/*/src/**/*.ts'],
    ignores: ['**/*.spec.ts', 'libs/testing/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ImportDeclaration[source.value=/^@kinoline\\u002F(sandbox|testing)$/]',
          message: 'Production code does not know the sandbox or the test kit.',
        },
      ],
    },
  },
  {
    files: ['**/*.spec.ts', '**/test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-restricted-imports': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: { process: 'readonly', console: 'readonly' } },
  },
  prettier,
);
