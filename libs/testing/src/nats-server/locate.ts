import { homedir } from 'node:os';
import { join } from 'node:path';
import { access, constants } from 'node:fs/promises';
import { fetchArchive, officialReleases } from './archive.js';
import {
  type Candidate,
  candidatePaths,
  type NatsServerSource,
  programName,
  type Surroundings,
  userCacheFolder,
} from './candidates.js';
import { askGo, installWithGo } from './go-toolchain.js';
import { readNatsVersion } from './version.js';

/** A nats-server binary that runs here. */
export interface NatsServerBinary {
  readonly path: string;
  /** "2.12.3" */
  readonly version: string;
  readonly source: NatsServerSource;
}

/** How to look for a binary; everything has a default. */
export interface LocateOptions {
  /** Use this binary and no other. */
  readonly explicitPath?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly home?: string;
  /** The version to build or fetch when none is installed (default {@link natsServerVersion}). */
  readonly version?: string;
  /** Where built and fetched binaries are kept (default: the user's cache folder). */
  readonly cacheFolder?: string;
  /** Where release archives lie (default: the project's releases on GitHub). */
  readonly releasesUrl?: string;
  /** False looks only at what is installed or cached: nothing is built or fetched. */
  readonly mayInstall?: boolean;
  /** The installed places to try instead of the platform's usual ones. */
  readonly candidates?: readonly Candidate[];
  /** Told before something slow begins ("building nats-server 2.12.3 with go"). */
  readonly onProgress?: (line: string) => void;
}

/** The server built or fetched when none is installed. */
export const natsServerVersion = '2.12.3';

/** No server could be found, built or fetched; the message says what was tried and what to do. */
export class NatsServerNotFoundError extends Error {
  override readonly name = 'NatsServerNotFoundError';

  constructor(tried: readonly string[], version: string) {
    super(
      [
        'No nats-server found. Do one of these: apt-get install nats-server; brew install nats-server;',
        `go install github.com/nats-io/nats-server/v2@v${version}; or set NATS_URL to a running server.`,
        ...(tried.length === 0 ? [] : [`Tried: ${tried.join('; ')}`]),
      ].join(' '),
    );
  }
}

type Attempt = () => Promise<NatsServerBinary | undefined>;

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function examine({ source, path }: Candidate): Promise<NatsServerBinary | undefined> {
  return (await isExecutable(path)) ? { source, path, version: await readNatsVersion(path) } : undefined;
}

async function made(source: NatsServerSource, path: Promise<string>): Promise<NatsServerBinary> {
  const binary = await path;
  return { source, path: binary, version: await readNatsVersion(binary) };
}

/** The attempts that build or fetch, each first asking its cache. */
function installs(options: LocateOptions, surroundings: Surroundings, version: string): Attempt[] {
  const { env, platform, go } = surroundings;
  const cache = options.cacheFolder ?? join(userCacheFolder(surroundings), 'kinoline');
  const folderOf = (way: 'go' | 'archive'): string => join(cache, 'nats-server', version, way);
  const name = programName('nats-server', platform);
  const target = join(folderOf('archive'), name);
  const baseUrl = options.releasesUrl ?? officialReleases;
  const say = (line: string): void => options.onProgress?.(line);
  const build: Attempt = () => {
    say(`building nats-server ${version} with go, once`);
    return made('go', installWithGo(version, folderOf('go'), env));
  };
  const fetchIt: Attempt = () => {
    say(`fetching nats-server ${version} from ${baseUrl}, once`);
    const order = { version, platform, arch: process.arch, target, baseUrl, timeoutMs: 120_000 };
    return made('archive', fetchArchive(order));
  };
  const cached: Attempt[] = [
    () => examine({ source: 'go', path: join(folderOf('go'), name) }),
    () => examine({ source: 'archive', path: target }),
  ];
  if (options.mayInstall === false) return cached;
  return [...cached, ...(go === undefined ? [] : [build]), fetchIt];
}

function reason(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const cause = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return `${text.split('\n')[0] ?? text}${cause}`;
}

/**
 * Finds a nats-server: the explicit path (then no other), the search path, Debian's package, Go's binaries,
 * Homebrew, what was cached before, a build with Go, the official archive with its checksum.
 *
 * @throws NatsServerNotFoundError when nothing works.
 */
export async function locateNatsServer(options: LocateOptions = {}): Promise<NatsServerBinary> {
  if (options.explicitPath !== undefined) {
    return {
      path: options.explicitPath,
      version: await readNatsVersion(options.explicitPath),
      source: 'explicit',
    };
  }
  const { env = process.env, home = homedir(), version = natsServerVersion } = options;
  const go = await askGo(env);
  const surroundings: Surroundings = { platform: process.platform, env, home, ...(go && { go }) };
  const installed = options.candidates ?? candidatePaths(surroundings);
  const attempts: Attempt[] = [
    ...installed.map((candidate) => () => examine(candidate)),
    ...installs(options, surroundings, version),
  ];
  return firstThatWorks(attempts, version);
}

async function firstThatWorks(attempts: readonly Attempt[], version: string): Promise<NatsServerBinary> {
  const tried: string[] = [];
  for (const attempt of attempts) {
    try {
      const found = await attempt();
      if (found !== undefined) return found;
    } catch (error) {
      tried.push(reason(error));
    }
  }
  throw new NatsServerNotFoundError(tried, version);
}
