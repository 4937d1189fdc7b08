import { stat } from 'node:fs/promises';
import { clipInput, type FfmpegCommand } from '../command.js';
import { MediaError } from '../media-error.js';
import type { MediaProbe } from '../probe/media-probe.js';
import type { MediaRunner, RunOptions } from '../runner.js';
import { pngOptions, preciseRgb, seekTo } from './still-options.js';

/** How far before the last picture the seek aims, in seconds; a seek lands on the key frame before its aim. */
const seekAheadSeconds = 1;

/**
 * Writes the last picture shown, by seeking to shortly before it. The time comes from the picture stream's own
 * packets, since the file's length may be that of a longer sound track.
 */
export function lastFrameBySeek(path: string, lastFrameSeconds: number, file: string): FfmpegCommand {
  const from = Math.max(0, lastFrameSeconds - seekAheadSeconds);
  // Half a millisecond: times are rounded on their way through the filter's expression.
  const condition = `gte(t,${(lastFrameSeconds - 0.0005).toFixed(6)})`;
  return {
    inputs: [clipInput(path, ['-an', ...(from > 0 ? seekTo(from) : [])])],
    globalOptions: ['-copyts'],
    outputs: [{ file, options: ['-map', '0:v:0', '-vf', picked(condition), ...pngOptions] }],
  };
}

/** Writes the last picture shown by decoding all and keeping the newest; uncompressed, since most are thrown away. */
export function lastFrameByDecode(path: string, file: string): FfmpegCommand {
  return {
    inputs: [clipInput(path, ['-an'])],
    outputs: [
      { file, options: ['-map', '0:v:0', '-vf', preciseRgb, ...pngOptions, '-compression_level', '0'] },
    ],
  };
}

function picked(condition: string): string {
  return `select='${condition}',setpts=PTS-STARTPTS,${preciseRgb}`;
}

/**
 * Writes the exact last picture of a clip as PNG: a seek first, a full decode when the seek produced nothing.
 * @throws {MediaError}
 */
export async function lastFrame(
  runner: MediaRunner,
  clip: { readonly path: string; readonly probe: MediaProbe; readonly file: string },
  options: RunOptions,
): Promise<void> {
  await runner.run(lastFrameBySeek(clip.path, clip.probe.video.lastFrameSeconds, clip.file), options);
  if (await hasContent(clip.file)) return;
  await runner.run(lastFrameByDecode(clip.path, clip.file), options);
  if (!(await hasContent(clip.file))) throw new MediaError('damaged-input', 'the clip gave no last picture');
}

/** Whether a file was written; ffmpeg ends well when no picture passed a filter. */
export async function hasContent(file: string): Promise<boolean> {
  const { size } = await stat(file).catch(() => ({ size: 0 }));
  return size > 0;
}
