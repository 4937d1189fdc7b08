import { WrongWords } from './words.js';
import { CommandFailure, exitCodes, firstLineOf } from './command-failure.js';

/**
 * Runs a command and ends the process with its exit code. A {@link CommandFailure} becomes its one line on standard
 * error; anything else is a fault of this tool and shows its stack.
 */
export async function runCommand(command: () => Promise<number>): Promise<never> {
  // A reader that goes away (a closed terminal, `| head`) must not end a film that is being paid for.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  let exitCode: number;
  try {
    exitCode = await command();
  } catch (error) {
    if (!(error instanceof WrongWords)) process.stderr.write(`${lineFor(error)}\n`);
    exitCode = error instanceof CommandFailure ? error.exitCode : exitCodes.failed;
  }
  process.exit(exitCode);
}

function lineFor(error: unknown): string {
  if (error instanceof CommandFailure) return error.message;
  if (error instanceof Error) return `unexpected: ${error.stack ?? firstLineOf(error)}`;
  return `unexpected: ${String(error)}`;
}
