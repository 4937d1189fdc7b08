import { createHash } from 'node:crypto';

/** An image on this machine, already known to be one. */
export interface ImageFile {
  readonly path: string;
  /** ffmpeg's demuxer for it; the file's name and content choose nothing. */
  readonly demuxer: 'png_pipe' | 'jpeg_pipe' | 'webp_pipe';
  /** Hex SHA-256 of its bytes. */
  readonly sha256: string;
  readonly width: number;
  readonly height: number;
}

/** All that decides what a rendered clip is. Pixels, seconds, frames a second. */
export interface ClipSpec {
  readonly kind: 'clip';
  readonly prompt: string;
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly seconds: number;
  readonly audio: boolean;
  /** Seconds of sound, when it is not as long as the picture. */
  readonly audioSeconds?: number;
  /** Bytes a second of a noisy picture, when it is not to be small. */
  readonly bytesPerSecond?: number;
  readonly startImage?: ImageFile;
  readonly endImage?: ImageFile;
}

/** All that decides what a rendered still is. Pixels. */
export interface StillSpec {
  readonly kind: 'still';
  readonly prompt: string;
  readonly width: number;
  readonly height: number;
  readonly format: 'png' | 'jpg';
}

export type MediaSpec = ClipSpec | StillSpec;

/** The file ending of what `spec` makes. */
export function mediaExtension(spec: MediaSpec): 'mp4' | 'png' | 'jpg' {
  return spec.kind === 'clip' ? 'mp4' : spec.format;
}

function keyOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

function shape(spec: ClipSpec): readonly unknown[] {
  const { width, height, fps, seconds, audio, audioSeconds = null, bytesPerSecond = null } = spec;
  return [width, height, fps, seconds, audio, audioSeconds, bytesPerSecond];
}

/** Key of exactly this rendering: same key, same bytes. */
export function mediaKey(spec: MediaSpec): string {
  if (spec.kind === 'still') return keyOf(['still', spec.prompt, spec.width, spec.height, spec.format]);
  const images = [spec.startImage?.sha256 ?? null, spec.endImage?.sha256 ?? null];
  return keyOf(['clip', spec.prompt, ...shape(spec), ...images]);
}

/**
 * Keys under which a ready clip may stand in for `spec`, best first: exactly it, the prompt's clip without the given
 * images, any clip of the same size, length and sound (warmed with an empty prompt).
 */
export function standInKeys(spec: MediaSpec): string[] {
  if (spec.kind === 'still') return [mediaKey(spec)];
  const bare = { ...spec, startImage: undefined, endImage: undefined };
  return [
    mediaKey(spec),
    keyOf(['clip', bare.prompt, ...shape(spec), null, null]),
    keyOf(['clip', '', ...shape(spec), null, null]),
  ];
}
