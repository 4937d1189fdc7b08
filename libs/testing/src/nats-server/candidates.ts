import { delimiter, join } from 'node:path';

/** Where a server binary came from. */
export type NatsServerSource = 'explicit' | 'path' | 'debian' | 'go' | 'homebrew' | 'archive';

/** A place where a binary may lie. */
export interface Candidate {
  readonly source: NatsServerSource;
  readonly path: string;
}

/** What the list of places depends on. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
  /** Answers of `go env GOBIN GOPATH`, when there is a `go`. */
  readonly go?: { readonly bin: string; readonly path: string };
}

/** The file name of a program on a platform. */
export function programName(name: string, platform: NodeJS.Platform): string {
  return platform === 'win32' ? `${name}.exe` : name;
}

function goFolders({ env, home, go }: Surroundings): string[] {
  const paths = (go?.path ?? env['GOPATH'] ?? join(home, 'go')).split(delimiter);
  const bin = go?.bin ?? env['GOBIN'] ?? '';
  return [bin, ...paths.map((path) => path && join(path, 'bin'))].filter((folder) => folder !== '');
}

/**
 * The places to look for an installed `nats-server`, best first: the search path, Debian's package (whose folder is
 * usually not on a user's search path), Go's binaries, Homebrew's prefixes. Nothing is touched on disk.
 */
export function candidatePaths(surroundings: Surroundings): Candidate[] {
  const name = programName('nats-server', surroundings.platform);
  const folders: [NatsServerSource, string[]][] = [
    ['path', (surroundings.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')],
    ['debian', surroundings.platform === 'linux' ? ['/usr/sbin'] : []],
    ['go', goFolders(surroundings)],
    ['homebrew', surroundings.platform === 'win32' ? [] : ['/opt/homebrew/bin', '/usr/local/bin']],
  ];
  const all = folders.flatMap(([source, list]) =>
    list.map((folder) => ({ source, path: join(folder, name) })),
  );
  return all.filter((one, at) => all.findIndex(({ path }) => path === one.path) === at);
}

/** The folder in which this user's caches live, by the platform's custom. */
export function userCacheFolder({ platform, env, home }: Surroundings): string {
  if (platform === 'win32') return env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local');
  if (env['XDG_CACHE_HOME'] !== undefined && env['XDG_CACHE_HOME'] !== '') return env['XDG_CACHE_HOME'];
  return platform === 'darwin' ? join(home, 'Library', 'Caches') : join(home, '.cache');
}
