import { z } from 'zod';

/** What a video file turned out to be when it was probed and decoded. */
export const videoFactsSchema = z.strictObject({
  /** Length of the picture, in seconds. */
  seconds: z.number().positive(),
  width: z.int().positive(),
  height: z.int().positive(),
  /** Pictures a second (average). */
  framesPerSecond: z.number().positive(),
  videoCodec: z.string(),
  pixelFormat: z.string(),
  /** Absent when the file is mute. */
  audio: z
    .strictObject({ codec: z.string(), sampleRate: z.int().positive(), channels: z.int().positive() })
    .optional(),
});
/** See {@link videoFactsSchema}. */
export type VideoFacts = z.infer<typeof videoFactsSchema>;

/** How well two scenes join: their touching frames compared. */
export const seamMeasureSchema = z.strictObject({
  /** Structural similarity of the last frame before and the first frame after, 0 … 1 (1: the same picture). */
  ssim: z.number().min(-1).max(1),
  /** Colour distance of the two frames (CIE76 delta E, 0: the same colours). */
  colourDistance: z.number().nonnegative(),
});
/** See {@link seamMeasureSchema}. */
export type SeamMeasure = z.infer<typeof seamMeasureSchema>;
