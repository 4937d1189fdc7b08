import { basicEnvironment } from '../process/basic-environment.js';
import { type Child, type ChildExit, startChild } from '../process/child.js';
import { untilReady } from '../process/ready.js';
import { checksThatSaidNo } from './health-page.js';
import { listeningUrl, type LogRecord, readLogLines } from './log-lines.js';

/** What to start. */
export interface ServiceOptions {
  /** For messages: "planner". */
  readonly name: string;
  /** The JavaScript file to run. */
  readonly entry: string;
  /** The service's settings; of this process's environment only path, home and the like are passed on. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Flags for Node, before the entry. */
  readonly nodeArguments?: readonly string[];
  /**
   * Base URL of the service's health pages. Default: the `listening` field of its log lines; HTTP_PORT is then
   * set to 0 unless `env` says otherwise, so that the service takes a free port.
   */
  readonly url?: string;
  /**
   * Names of readiness checks that need not say yes: what the service goes on asking for by itself, however long it takes.
   */
  readonly patientFor?: readonly string[];
  /** Give up after this many milliseconds (default 30,000). */
  readonly readyTimeoutMs?: number;
  /** See {@link ChildCommand.shieldFromInterrupt}. */
  readonly shieldFromInterrupt?: boolean;
  /** Called with every line the service writes. */
  readonly onLine?: (line: string) => void;
}

/** A service in a process of its own. */
export interface SpawnedService {
  readonly name: string;
  /** `http://127.0.0.1:<port>` of its health pages and metrics. */
  readonly url: string;
  readonly pid: number;
  /** Those of {@link ServiceOptions.patientFor} that said no when everything else was ready. */
  readonly waitsFor: readonly string[];
  /** The last lines it wrote. */
  lines(): string[];
  /** Those of its last lines that are JSON, read. */
  records(): LogRecord[];
  /** Settles when it has ended, for whatever reason. */
  readonly exited: Promise<ChildExit>;
  /** Sends a signal (default SIGKILL, as a crash would) and waits until it has ended. */
  kill(signal?: NodeJS.Signals): Promise<ChildExit>;
  /** SIGTERM, then SIGKILL after `graceMs` milliseconds (default 10,000). */
  stop(graceMs?: number): Promise<ChildExit>;
}

/** A service that answers, and what it still waits for. */
type Ready = Pick<SpawnedService, 'url' | 'waitsFor'>;

async function readiness(
  url: string | undefined,
  patientFor: readonly string[] = [],
): Promise<Ready | undefined> {
  if (url === undefined) return undefined;
  const response = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5_000) });
  if (response.ok) return { url, waitsFor: [] };
  const waitsFor = checksThatSaidNo(await response.text());
  return waitsFor.length > 0 && waitsFor.every((name) => patientFor.includes(name))
    ? { url, waitsFor }
    : undefined;
}

function command(options: ServiceOptions): Parameters<typeof startChild>[0] {
  const { name, entry, env, cwd, onLine, nodeArguments = [], shieldFromInterrupt = false } = options;
  return {
    name,
    file: process.execPath,
    args: [...nodeArguments, entry],
    env: { ...basicEnvironment(), HTTP_HOST: '127.0.0.1', HTTP_PORT: '0', ...env },
    shieldFromInterrupt,
    ...(cwd === undefined ? {} : { cwd }),
    ...(onLine === undefined ? {} : { onLine }),
  };
}

function spawned(child: Child, ready: Ready): SpawnedService {
  return {
    ...ready,
    name: child.name,
    pid: child.pid,
    lines: () => child.log.all(),
    records: () => readLogLines(child.log.all()),
    exited: child.exited,
    kill: (signal = 'SIGKILL') => {
      child.signal(signal);
      return child.exited;
    },
    stop: (graceMs) => child.stop(graceMs),
  };
}

/**
 * Starts a service with this Node and waits until its `/health/ready` answers 200, or only what it may be patient for is
 * missing.
 *
 * @throws Error with its last lines when it ends first or is not ready in time.
 */
export async function spawnService(options: ServiceOptions): Promise<SpawnedService> {
  const child = await startChild(command(options));
  const ready = await untilReady(
    child,
    () => readiness(options.url ?? listeningUrl(child.log.all()), options.patientFor),
    options.readyTimeoutMs,
  );
  return spawned(child, ready);
}
