import { clipInput, type FfmpegCommand } from '../command.js';
import type { MediaProbe } from '../probe/media-probe.js';
import { pngOptions, preciseRgb, seekTo } from './still-options.js';

/** A still to take. */
export interface Moment {
  /** Seconds from the start of the picture; later than the last picture means the last picture. */
  readonly seconds: number;
  /** Absolute path of the PNG to write. */
  readonly file: string;
}

/** Stills of one clip. */
export interface StillsRequest {
  readonly path: string;
  readonly probe: MediaProbe;
  readonly moments: readonly Moment[];
  /** Width in pixels to scale down to; full size when absent. */
  readonly width?: number;
}

/** One run that writes a still for each moment, each by a seek of its own. */
export function stillsCommand({ path, probe, moments, width }: StillsRequest): FfmpegCommand {
  const scale = width === undefined ? preciseRgb : `scale=${width}:-2:flags=area,format=rgb24`;
  return {
    inputs: moments.map(({ seconds }) => clipInput(path, ['-an', ...seekTo(seekTime(seconds, probe))])),
    outputs: moments.map(({ file }, index) => ({
      file,
      options: ['-map', `${index}:v:0`, '-frames:v', '1', '-vf', scale, ...pngOptions],
    })),
  };
}

/**
 * A seek shows the first picture at or after its time, so the asked time is held back to the last picture's. Moments
 * count from the first picture.
 */
function seekTime(seconds: number, { video }: MediaProbe): number {
  // Half a millisecond early: the last picture must not be missed by rounding.
  const latest = video.lastFrameSeconds - 0.0005;
  return Math.max(0, Math.min(video.startSeconds + seconds, latest));
}
