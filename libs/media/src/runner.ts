import { execFile, type ExecFileException } from 'node:child_process';
import { availableParallelism } from 'node:os';
import type { FfmpegCommand, ProbeCommand } from './command.js';
import { runFluent } from './fluent.js';
import { limitedLaunch } from './launch.js';
import type { MediaTools } from './locate.js';
import { MediaError } from './media-error.js';
import { ToolExit } from './tool-exit.js';
import { toolFailure } from './tool-failure.js';

/** What every run must or may be told. */
export interface RunOptions {
  /** Ends the run at once when it fires. */
  readonly signal: AbortSignal;
  /** Hears the finished part, 0 to 1; needs `expectedSeconds` in the command. */
  readonly onProgress?: (fraction: number) => void;
  /** Hears the process id once the tool runs. */
  readonly onStart?: (pid: number) => void;
  /** Longest run in milliseconds. */
  readonly timeoutMs?: number;
  /** Address space of the tool in bytes. */
  readonly memoryBytes?: number;
  /** Threads of each decoder, encoder and filter graph. */
  readonly threads?: number;
}

/** What a finished run leaves behind besides its files. */
export interface RunResult {
  /** The last lines of standard error (at most 200), oldest first. */
  readonly log: readonly string[];
}

/** What a tool answered. */
export interface ProbeResult {
  /** Standard output. */
  readonly output: string;
  /** Standard error. */
  readonly log: string;
}

/** Limits of a run that says nothing itself. */
export interface RunDefaults {
  readonly timeoutMs: number;
  readonly memoryBytes: number;
  readonly threads: number;
}

/** Ten minutes, 4 GiB of address space (re-encoding 4K needs about 2), at most four threads a codec. */
export const runDefaults: RunDefaults = {
  timeoutMs: 10 * 60_000,
  memoryBytes: 4 * 1024 ** 3,
  threads: Math.min(4, availableParallelism()),
};

/** Answers are small; more than this is a file made to exhaust memory. */
const probeAnswerBytes = 64 * 1024 ** 2;

/** Runs ffmpeg and ffprobe commands: bounded in time and memory, killed when told, errors sorted by kind. */
export class MediaRunner {
  readonly tools: MediaTools;
  private readonly defaults: RunDefaults;

  /** `tools` come from {@link locateTools}. */
  constructor(tools: MediaTools, defaults: Partial<RunDefaults> = {}) {
    this.tools = tools;
    this.defaults = { ...runDefaults, ...defaults };
  }

  /**
   * Runs ffmpeg. On a signal or after the time allowed it is killed outright (SIGKILL): what it was writing is thrown
   * away anyway. Half-written outputs are the caller's to remove.
   * @throws {MediaError}
   */
  async run(command: FfmpegCommand, options: RunOptions): Promise<RunResult> {
    const bounds = this.bounds(options);
    try {
      return await runFluent({ command, options: bounds, tool: this.tools.ffmpeg, stop: bounds.stop });
    } catch (cause) {
      throw failureOf('ffmpeg', cause, bounds);
    }
  }

  /**
   * Runs a tool for its answer.
   * @throws {MediaError}
   */
  async query({ tool, args }: ProbeCommand, options: RunOptions): Promise<ProbeResult> {
    const path = this.tools[tool];
    if (path === undefined) throw new MediaError('tool-missing', `${tool} is not installed`);
    const bounds = this.bounds(options);
    const launch = limitedLaunch(path, bounds);
    try {
      return await answerOf(launch.program, [...launch.args, '-hide_banner', ...args], bounds.stop);
    } catch (cause) {
      throw failureOf(tool, cause, bounds);
    }
  }

  private bounds(options: RunOptions): Bounds {
    const settings = { ...this.defaults, ...options };
    const deadline = AbortSignal.timeout(settings.timeoutMs);
    return { ...settings, deadline, stop: AbortSignal.any([options.signal, deadline]) };
  }
}

/** The options of one run with nothing left open; `stop` fires on the caller's signal and at the deadline. */
interface Bounds extends RunOptions, RunDefaults {
  readonly timeoutMs: number;
  readonly memoryBytes: number;
  readonly threads: number;
  readonly deadline: AbortSignal;
  readonly stop: AbortSignal;
}

function failureOf(tool: 'ffmpeg' | 'ffprobe', cause: unknown, bounds: Bounds): MediaError {
  const { log, exitCode, endedBy } =
    cause instanceof ToolExit ? cause : new ToolExit(String(cause), { log: [], cause });
  return toolFailure({
    tool,
    cause,
    log,
    exitCode,
    endedBy,
    aborted: bounds.signal.aborted,
    timedOut: bounds.deadline.aborted,
    timeoutMs: bounds.timeoutMs,
  });
}

function answerOf(program: string, args: readonly string[], signal: AbortSignal): Promise<ProbeResult> {
  return new Promise((resolve, reject) => {
    const settings = { signal, killSignal: 'SIGKILL', maxBuffer: probeAnswerBytes } as const;
    execFile(program, args, settings, (error, output, log) => {
      if (error === null) resolve({ output, log });
      else reject(exitOf(error, log));
    });
  });
}

function exitOf(error: ExecFileException, stderr: string): ToolExit {
  const log = stderr.split('\n').filter((line) => line !== '');
  const exitCode = typeof error.code === 'number' ? error.code : undefined;
  return new ToolExit(error.message, { log, exitCode, endedBy: error.signal, cause: error });
}
