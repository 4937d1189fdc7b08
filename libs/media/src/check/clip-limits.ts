import type { MediaProbe } from '../probe/media-probe.js';

/** What a clip from outside may be at most. */
export interface ClipLimits {
  readonly maxBytes: number;
  /** Width times height. */
  readonly maxPixels: number;
  readonly maxSeconds: number;
  /** Pictures in the whole clip; bounds the work of a decode. */
  readonly maxFrames: number;
}

/** Four times what any model card allows: 512 MiB, 4K in its cinema width, a minute, 60 pictures a second. */
export const clipLimits: ClipLimits = {
  maxBytes: 512 * 1024 ** 2,
  maxPixels: 4096 * 2304,
  maxSeconds: 60,
  maxFrames: 3600,
};

const videoCodecs: readonly string[] = ['h264', 'hevc', 'av1', 'vp9'];
const audioCodecs: readonly string[] = ['aac', 'mp3', 'opus'];
/** Data tracks (time codes) are never decoded or copied, so a clip may carry one; a second picture may hide another. */
const streamKinds: readonly string[] = ['video', 'audio', 'data'];

/** Why a probed clip is refused, in words for a person; `undefined` when it is not. */
export function clipObjection(probe: MediaProbe, limits: ClipLimits): string | undefined {
  return streamObjection(probe) ?? sizeObjection(probe, limits);
}

function streamObjection({ streams, video, audio }: MediaProbe): string | undefined {
  const stranger = streams.find((kind) => !streamKinds.includes(kind));
  if (stranger !== undefined) return `it carries a ${stranger} stream`;
  if (countOf(streams, 'video') !== 1) return 'it has more than one picture stream';
  if (countOf(streams, 'audio') > 1) return 'it has more than one sound stream';
  if (!videoCodecs.includes(video.codec))
    return `its picture codec ${video.codec} is not one of ${videoCodecs.join(', ')}`;
  if (audio !== undefined && !audioCodecs.includes(audio.codec)) {
    return `its sound codec ${audio.codec} is not one of ${audioCodecs.join(', ')}`;
  }
  return undefined;
}

function sizeObjection({ seconds, video }: MediaProbe, limits: ClipLimits): string | undefined {
  const { width, height, frames, frameRate } = video;
  if (width * height > limits.maxPixels) return `its picture is ${width} x ${height} pixels`;
  if (seconds > limits.maxSeconds)
    return `it is ${seconds.toFixed(1)} s long, more than ${limits.maxSeconds} s`;
  if (frames > limits.maxFrames) return `it holds ${frames} pictures, more than ${limits.maxFrames}`;
  return frames === 0 || frameRate.num === 0 ? 'it holds no picture with a time' : undefined;
}

function countOf(streams: readonly string[], kind: string): number {
  return streams.filter((stream) => stream === kind).length;
}
