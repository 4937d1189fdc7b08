import { Command, CommanderError } from 'commander';
import { CommandFailure, exitCodes } from './command-failure.js';

/** What a person typed after `npm run … --`. */
export interface Words {
  readonly args: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
}

/** Where commander may write; a test collects it. */
export interface WordsOutput {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** A word that the command does not take; commander has already written why and how to get help. */
export class WrongWords extends CommandFailure {}

const standard: WordsOutput = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
};

/**
 * Reads the words a command was called with.
 *
 * @param describe - names arguments and options
 * @returns undefined when the person asked for help, which has been written
 * @throws WrongWords with exit code 2
 */
export function readWords(
  typed: readonly string[],
  describe: (command: Command) => Command,
  output: WordsOutput = standard,
): Words | undefined {
  const command = describe(new Command())
    .configureOutput({ writeOut: output.out, writeErr: output.err })
    .exitOverride();
  try {
    command.parse([...typed], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return undefined;
    throw new WrongWords(error.message, { exitCode: exitCodes.usage, cause: error });
  }
  return { args: command.args, options: command.opts() };
}
