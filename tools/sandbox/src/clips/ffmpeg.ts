import { createRequire } from 'node:module';
import { execa } from 'execa';
import pLimit from 'p-limit';

/** Renders at most two clips at a time: more only make each other slower. */
const renderings = pLimit(2);

function bundledFfmpeg(): string | undefined {
  try {
    const path: unknown = createRequire(import.meta.url)('ffmpeg-static');
    return typeof path === 'string' ? path : undefined;
  } catch {
    return undefined;
  }
}

async function answers(program: string): Promise<boolean> {
  const { failed } = await execa(program, ['-version'], { reject: false, stdio: 'ignore', timeout: 10_000 });
  return !failed;
}

let found: Promise<string> | undefined;

async function look(): Promise<string> {
  const set = process.env['FFMPEG_PATH'];
  if (set) return set;
  if (await answers('ffmpeg')) return 'ffmpeg';
  const bundled = bundledFfmpeg();
  if (bundled) return bundled;
  throw new Error('ffmpeg was not found: install it or set FFMPEG_PATH to its path');
}

/** Path of ffmpeg: FFMPEG_PATH, the PATH, the package ffmpeg-static. Throws, with what to do, when there is none. */
export function findFfmpeg(): Promise<string> {
  found ??= look();
  return found;
}

/** Runs ffmpeg, two at a time; rejects with its message when it fails, takes over two minutes or `signal` fires. */
export function runFfmpeg(args: readonly string[], signal?: AbortSignal): Promise<void> {
  return renderings(async () => {
    signal?.throwIfAborted();
    await execa(await findFfmpeg(), args, {
      stdin: 'ignore',
      stdout: 'ignore',
      timeout: 120_000,
      ...(signal ? { cancelSignal: signal } : {}),
    });
  });
}
