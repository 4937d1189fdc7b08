import type { z } from 'zod';

/** An environment, as `process.env` is one. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The settings are missing or wrong. The one-line message names every variable and never a value. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

function problem(issue: z.core.$ZodIssue, env: Environment): string {
  const [variable, ...rest] = issue.path.map(String);
  if (variable === undefined) return issue.message;
  if (env[variable] === undefined && rest.length === 0) return `${variable} is not set`;
  return `${variable} ${issue.message}`;
}

/**
 * Reads typed settings out of an environment. A variable set to the empty text counts as not set, so that a template
 * may leave it blank.
 *
 * @throws SettingsError that names every variable that is missing or wrong, never its value.
 */
export function parseSettings<Schema extends z.ZodType>(schema: Schema, env: Environment): z.output<Schema> {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  const problems = read.error.issues.map((issue) => problem(issue, given));
  throw new SettingsError(`settings: ${[...new Set(problems)].join('; ')}`);
}
