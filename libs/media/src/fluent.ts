import type { ChildProcess } from 'node:child_process';
import ffmpeg from 'fluent-ffmpeg';
import { globalOptions, withThreads } from './arguments.js';
import type { FfmpegCommand } from './command.js';
import { limitedLaunch } from './launch.js';
import { isProgressLine, progressFraction } from './progress.js';
import type { RunDefaults, RunOptions, RunResult } from './runner.js';
import { ToolExit } from './tool-exit.js';

/** One run, ready to go. */
export interface FluentRun {
  readonly command: FfmpegCommand;
  readonly options: RunOptions & RunDefaults;
  /** Path of ffmpeg. */
  readonly tool: string;
  /** Kills the run when it fires. */
  readonly stop: AbortSignal;
}

const keptLines = 200;

/**
 * Runs a command through fluent-ffmpeg; rejects with a {@link ToolExit}. This is the only file that knows the package.
 * It is archived at 2.1.3 and pinned, so a few of its inner parts are replaced knowingly, see {@link guarded}.
 */
export function runFluent(run: FluentRun): Promise<RunResult> {
  const { promise, resolve, reject } = Promise.withResolvers<RunResult>();
  const log: string[] = [];
  const fail = (cause: unknown) => {
    reject(exitOf(cause, log));
  };
  if (run.stop.aborted) {
    fail(run.stop.reason);
    return promise;
  }
  const command = build(run);
  const kill = () => command.kill('SIGKILL');
  command
    .on('start', () => {
      const child = takeOver(command, fail);
      if (run.stop.aborted) kill();
      if (child?.pid !== undefined) run.options.onStart?.(child.pid);
    })
    .on('stderr', (line) => {
      listen(line, run, log);
    })
    .on('error', fail)
    .on('end', () => {
      resolve({ log });
    });
  run.stop.addEventListener('abort', kill, { once: true });
  command.run();
  return promise.finally(() => {
    run.stop.removeEventListener('abort', kill);
  });
}

/** The command in fluent-ffmpeg's terms; launcher and global options stand in front of the first input's own. */
function build({ command, options, tool }: FluentRun): ffmpeg.FfmpegCommand {
  const launch = limitedLaunch(tool, options);
  const built = guarded(ffmpeg({ stdoutLines: 1 }), launch.program);
  const settings = { ...options, reportsProgress: options.onProgress !== undefined };
  command.inputs.forEach((input, index) => {
    const first = index === 0 ? [...launch.args, ...globalOptions(command, settings)] : [];
    built.input(input.source).inputOptions(...first, ...withThreads(input.options, options.threads));
  });
  if (command.filterGraph !== undefined) built.complexFilter(command.filterGraph);
  for (const output of command.outputs) {
    built.output(output.file).outputOptions(...withThreads(output.options, options.threads));
  }
  return built;
}

/**
 * Replaces what fluent-ffmpeg would do behind our back before a run: start ffmpeg twice to list formats and encoders
 * (its parser refuses lavfi on ffmpeg 7), and look the tool up in a module-wide variable. Its `progress` event is never
 * used either: listening to it probes the input with no protocol lock.
 */
function guarded(command: ffmpeg.FfmpegCommand, program: string): ffmpeg.FfmpegCommand {
  return Object.assign(command, {
    _checkCapabilities: (done: () => void) => {
      done();
    },
    availableEncoders: (done: (error: null, encoders: object) => void) => {
      done(null, {});
    },
    _getFfmpegPath: (done: (error: null, path: string) => void) => {
      done(null, program);
    },
  });
}

/** A process that could not be started makes fluent-ffmpeg throw where nobody can catch it; `fail` listens instead. */
function takeOver(command: object, fail: (cause: unknown) => void): ChildProcess | undefined {
  const { ffmpegProc } = command as { ffmpegProc?: ChildProcess };
  ffmpegProc?.removeAllListeners('error').on('error', fail);
  return ffmpegProc;
}

function listen(line: string, { command, options }: FluentRun, log: string[]): void {
  if (line.trim() === '') return;
  if (!isProgressLine(line)) {
    log.push(line);
    if (log.length > keptLines) log.shift();
    return;
  }
  const fraction = progressFraction(line, command.expectedSeconds ?? 0);
  if (fraction !== undefined) options.onProgress?.(fraction);
}

/** fluent-ffmpeg tells exit code and signal only in its message. */
function exitOf(cause: unknown, log: readonly string[]): ToolExit {
  const message = cause instanceof Error ? cause.message : String(cause);
  const code = /exited with code (\d+)/.exec(message)?.[1];
  const endedBy = /killed with signal (\w+)/.exec(message)?.[1];
  return new ToolExit(message, {
    log,
    exitCode: code === undefined ? undefined : Number(code),
    endedBy,
    cause,
  });
}
