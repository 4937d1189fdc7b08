import path from 'node:path';
import type { Environment } from './environment.js';

/** The project's folder; this file lies at the same depth in `src` and in `dist`. */
export const projectRoot = path.resolve(import.meta.dirname, '../../../..');

/** Where the line keeps its data: `LINE_DIR`, else `tmp/` in the project. */
export function dataFolder(env: Environment): string {
  return path.resolve(env['LINE_DIR'] ?? path.join(projectRoot, 'tmp'));
}

/** Where the model cards lie: `PARAMETERS_DIR`, else `parameters/` in the project. */
export function parametersFolder(env: Environment): string {
  return path.resolve(env['PARAMETERS_DIR'] ?? path.join(projectRoot, 'parameters'));
}

/** The folder a person stands in; npm runs scripts in the project's and keeps the person's in INIT_CWD. */
export function standingIn(env: Environment): string {
  return env['INIT_CWD'] ?? process.cwd();
}
