/**
 * How pictures become RGB: the precise path of the scaler, since a still is compared with others and becomes the
 * start of the next scene.
 */
export const preciseRgb = 'scale=flags=accurate_rnd+full_chroma_int,format=rgb24';

/** One PNG, later pictures replacing earlier ones; level 3 is about three times as fast as the default, 5 % larger. */
export const pngOptions: readonly string[] = [
  '-c:v',
  'png',
  '-compression_level',
  '3',
  '-f',
  'image2',
  '-update',
  '1',
];

/** Longest side of a thumbnail in pixels; Telegram takes up to 320 px and 200 kB as JPEG. */
export const thumbnailSide = 320;

/** Fits a picture into the thumbnail's square, never enlarging it. */
export const thumbnailScale = `scale=w='min(${thumbnailSide},iw)':h='min(${thumbnailSide},ih)':force_original_aspect_ratio=decrease:flags=area`;

/** One JPEG at quality 4 of 2 (best) to 31: noise fills about 60 kB at thumbnail size, a usual picture 10 kB. */
export const jpegOptions: readonly string[] = ['-c:v', 'mjpeg', '-q:v', '4', '-f', 'image2', '-update', '1'];

/** Input options that start reading at a time of the file's own clock (not counted from its first picture or sound). */
export function seekTo(seconds: number): string[] {
  return ['-seek_timestamp', '1', '-ss', seconds.toFixed(6)];
}
