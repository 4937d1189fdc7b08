import { CommandFailure, exitCodes, firstLineOf } from '../command/command-failure.js';
import type { Environment } from '../command/environment.js';
import type { Interruption } from '../command/interrupt.js';
import { startCommandTelemetry } from '../command/telemetry.js';
import { readFilmArguments } from './arguments.js';
import type { ProgressStream } from './live-progress.js';
import { makeFilm } from './make-film.js';
import { prepareFilm } from './prepare.js';
import { type FilmSummary, summaryWithoutJob } from './summary.js';
import { summaryText } from './summary-text.js';

/** What the command is run with. */
export interface FilmCommandSetting {
  readonly env: Environment;
  readonly interruption: Interruption;
  readonly stdout: ProgressStream;
  readonly stderr: ProgressStream;
}

function statusOf(error: unknown): 'failed' | 'rejected' | 'cancelled' {
  if (!(error instanceof CommandFailure)) return 'failed';
  if (error.exitCode === exitCodes.usage) return 'rejected';
  return error.exitCode === exitCodes.interrupted ? 'cancelled' : 'failed';
}

const jsonLine = (summary: FilmSummary): string => `${JSON.stringify(summary)}\n`;

async function run(typed: readonly string[], setting: FilmCommandSetting): Promise<number> {
  const { env, interruption, stdout, stderr } = setting;
  const args = readFilmArguments(typed, {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
  });
  if (args === undefined) return exitCodes.done;
  const human = args.json ? stderr : stdout;
  const prepared = await prepareFilm(args, env, new Date());
  const telemetry = await startCommandTelemetry(env);
  const made = await makeFilm(prepared, { env, interruption, human }).finally(() => telemetry.shutdown());
  const { summary, exitCode, moneySpent } = made;
  if (summary.reason !== null) stderr.write(`${summary.reason}\n`);
  else human.write(`\n${summaryText(summary, { files: prepared.files, moneySpent })}\n`);
  if (args.json) stdout.write(jsonLine(summary));
  return exitCode;
}

/**
 * `npm run film`: makes one film from the words typed.
 *
 * @returns the exit code
 * @throws CommandFailure whose message is the line to show; with `--json` the JSON line has been written then
 */
export async function filmCommand(typed: readonly string[], setting: FilmCommandSetting): Promise<number> {
  try {
    return await run(typed, setting);
  } catch (error) {
    if (typed.includes('--json')) {
      setting.stdout.write(jsonLine(summaryWithoutJob(statusOf(error), firstLineOf(error))));
    }
    throw error;
  }
}
