import path from 'node:path';
import { basicEnvironment, type Child, startChild } from '@kinoline/testing';
import { projectRoot } from '../src/command/root.js';

/** The built commands, as npm runs them. */
export type CommandName = 'film' | 'job' | 'start' | 'provision';

/** How a command ended and what it wrote. */
export interface CommandResult {
  readonly exitCode: number | null;
  /** Standard output and standard error as they came, line by line. */
  readonly lines: readonly string[];
}

/** A command that runs. */
export interface RunningCommand {
  readonly child: Child;
  readonly result: Promise<CommandResult>;
}

/** Starts a built command with these settings and no others: no `.env`, no tokens of the person who runs the tests. */
export async function startCommand(
  name: CommandName,
  words: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<RunningCommand> {
  const child = await startChild({
    name,
    file: process.execPath,
    args: [path.join(projectRoot, 'tools/stack/dist', `${name}.main.js`), ...words],
    env: { ...basicEnvironment(), ENV_FILE: 'none', ...env },
  });
  const result = child.exited.then(({ code }) => ({ exitCode: code, lines: child.log.all() }));
  return { child, result };
}

/** Runs a built command to its end. */
export async function runBuilt(
  name: CommandName,
  words: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<CommandResult> {
  return (await startCommand(name, words, env)).result;
}

/** The last line that is a JSON object. */
export function jsonIn(lines: readonly string[]): Record<string, unknown> {
  const line = lines.findLast((each) => each.startsWith('{'));
  if (line === undefined) throw new Error(`no JSON among:\n${lines.join('\n')}`);
  return JSON.parse(line) as Record<string, unknown>;
}
