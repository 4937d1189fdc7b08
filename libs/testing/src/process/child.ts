import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { execa } from 'execa';
import { onExit } from 'signal-exit';
import { LineLog } from './line-log.js';

/** How a process ended: by itself with a code, or by a signal. */
export interface ChildExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** What to run. The environment is exactly what is given: nothing is inherited. */
export interface ChildCommand {
  /** For messages: "nats-server", "planner". */
  readonly name: string;
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /**
   * True puts the process into a process group of its own, so that Ctrl-C in the terminal reaches only its parent,
   * which can then end things in the right order.
   */
  readonly shieldFromInterrupt?: boolean;
  /** Called with every line of standard output and standard error. */
  readonly onLine?: (line: string) => void;
}

/** A running process whose output is collected line by line. */
export interface Child {
  readonly name: string;
  readonly pid: number;
  readonly log: LineLog;
  /** Settles when the process has ended; never rejects. */
  readonly exited: Promise<ChildExit>;
  /** How it ended, or undefined while it runs. */
  exit(): ChildExit | undefined;
  /** Sends a signal; false when the process has already ended. */
  signal(signal: NodeJS.Signals): boolean;
  /** SIGTERM, then SIGKILL after `graceMs` milliseconds (default 10,000); resolves when it has ended. */
  stop(graceMs?: number): Promise<ChildExit>;
}

function readLines(stream: Readable, take: (line: string) => void): void {
  createInterface({ input: stream, crlfDelay: Infinity }).on('line', take);
}

/**
 * Starts a process that ends with this one.
 *
 * @throws Error when it cannot be started at all (no such file, not executable).
 */
export async function startChild(command: ChildCommand): Promise<Child> {
  const log = new LineLog();
  const run = execa(command.file, command.args, {
    env: { ...command.env },
    extendEnv: false,
    ...(command.cwd === undefined ? {} : { cwd: command.cwd }),
    stdin: 'ignore',
    buffer: false,
    reject: false,
    cleanup: false,
    detached: command.shieldFromInterrupt ?? false,
  });
  const take = (line: string): void => {
    log.add(line);
    command.onLine?.(line);
  };
  readLines(run.stdout, take);
  readLines(run.stderr, take);
  const { pid } = run;
  if (pid === undefined)
    throw new Error(`${command.name} could not be started`, { cause: (await run).cause });
  return watch(command.name, pid, run, log);
}

type Run = PromiseLike<{ exitCode?: number; signal?: NodeJS.Signals }> & {
  kill(signal: NodeJS.Signals): boolean;
};

function watch(name: string, pid: number, run: Run, log: LineLog): Child {
  let ended: ChildExit | undefined;
  const forget = onExit(() => void run.kill('SIGKILL'));
  const settle = async (): Promise<ChildExit> => {
    const result = await run;
    forget();
    ended = { code: result.exitCode ?? null, signal: result.signal ?? null };
    return ended;
  };
  const exited = settle();
  const signal = (which: NodeJS.Signals): boolean => ended === undefined && run.kill(which);
  const stop = async (graceMs = 10_000): Promise<ChildExit> => {
    signal('SIGTERM');
    const lastWord = setTimeout(() => signal('SIGKILL'), graceMs);
    const exit = await exited;
    clearTimeout(lastWord);
    return exit;
  };
  return { name, pid, log, exited, exit: () => ended, signal, stop };
}
