import { readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';

/** Settings by name; a variable that is set to nothing is left out, as if it were not set. */
export type Environment = Readonly<Record<string, string>>;

/** Takes out the variables that are missing or empty. */
export function withoutEmpty(variables: NodeJS.ProcessEnv): Environment {
  return Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) =>
      value === undefined || value.trim() === '' ? [] : [[name, value]],
    ),
  );
}

/**
 * The settings of a command: this process's environment and, beneath it, the file `.env` of the project where there
 * is one. `ENV_FILE` names another file; a name that does not exist (`ENV_FILE=none`) reads nothing.
 */
export async function readEnvironment(
  root: string,
  variables: NodeJS.ProcessEnv = process.env,
): Promise<Environment> {
  const own = withoutEmpty(variables);
  const file = own['ENV_FILE'] ?? `${root}/.env`;
  const text = await readFile(file, 'utf8').catch(() => '');
  return { ...withoutEmpty(parseEnv(text)), ...own };
}
