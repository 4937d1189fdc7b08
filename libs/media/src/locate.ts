import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { promisify } from 'node:util';
import { MediaError } from './media-error.js';

const exec = promisify(execFile);

/** Where the tools are. */
export interface MediaTools {
  /** Path of ffmpeg. */
  readonly ffmpeg: string;
  /** Path of ffprobe; absent when only ffmpeg was found (ffmpeg-static ships none). */
  readonly ffprobe?: string;
  /** Where ffmpeg was found, for the log. */
  readonly origin: 'set path' | 'PATH' | 'ffmpeg-static';
}

/** Paths a person has set (FFMPEG_PATH, FFPROBE_PATH); this library reads no environment itself. */
export interface LocateOptions {
  readonly ffmpegPath?: string | undefined;
  readonly ffprobePath?: string | undefined;
}

/** The lookups; tests replace them. */
export interface ToolLookup {
  /** Whether the path is a file that may be executed. */
  isExecutable(path: string): Promise<boolean>;
  /** Full path of a program on the PATH. */
  onPath(name: string): Promise<string | undefined>;
  /** Path of the binary that the optional package ffmpeg-static brought. */
  bundled(): Promise<string | undefined>;
}

/**
 * Finds ffmpeg and ffprobe: a set path, the PATH, ffmpeg-static; in this order.
 * @throws {MediaError} kind `tool-missing`, with a message that says what to do
 */
export async function locateTools(
  options: LocateOptions = {},
  lookup: ToolLookup = systemLookup,
): Promise<MediaTools> {
  const [found, ffprobe] = await Promise.all([locateFfmpeg(options, lookup), locateFfprobe(options, lookup)]);
  return ffprobe === undefined ? found : { ...found, ffprobe };
}

async function locateFfmpeg({ ffmpegPath }: LocateOptions, lookup: ToolLookup): Promise<MediaTools> {
  if (ffmpegPath !== undefined) {
    return { ffmpeg: await setPath('FFMPEG_PATH', ffmpegPath, lookup), origin: 'set path' };
  }
  const onPath = await lookup.onPath('ffmpeg');
  if (onPath !== undefined) return { ffmpeg: onPath, origin: 'PATH' };
  const bundled = await lookup.bundled();
  if (bundled !== undefined) return { ffmpeg: bundled, origin: 'ffmpeg-static' };
  throw new MediaError('tool-missing', `ffmpeg was not found. ${advice}`);
}

async function locateFfprobe(
  { ffprobePath }: LocateOptions,
  lookup: ToolLookup,
): Promise<string | undefined> {
  return ffprobePath === undefined ? lookup.onPath('ffprobe') : setPath('FFPROBE_PATH', ffprobePath, lookup);
}

async function setPath(variable: string, path: string, lookup: ToolLookup): Promise<string> {
  if (await lookup.isExecutable(path)) return path;
  throw new MediaError('tool-missing', `${variable} is set, but nothing executable is there. ${advice}`);
}

const advice =
  'Install it (Debian, Ubuntu: apt-get install ffmpeg; macOS: brew install ffmpeg) or set FFMPEG_PATH and FFPROBE_PATH.';

/** The real lookups. */
export const systemLookup: ToolLookup = {
  isExecutable(path) {
    return access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
  },

  async onPath(name) {
    // The shell knows the PATH; asking it keeps this library free of process.env.
    const answer = await exec('/bin/sh', ['-c', 'command -v "$0"', name]).catch(() => undefined);
    const path = answer?.stdout.trim();
    return path?.startsWith('/') === true ? path : undefined;
  },

  async bundled() {
    // A variable specifier: the package is optional and may be absent when types are checked.
    const specifier = 'ffmpeg-static';
    const module: unknown = await import(specifier).catch(() => undefined);
    const path: unknown = (module as { default?: unknown } | undefined)?.default;
    return typeof path === 'string' && (await this.isExecutable(path)) ? path : undefined;
  },
};
