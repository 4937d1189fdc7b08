import { z } from 'zod';
import { type ClipLimits, clipLimits } from './check/clip-limits.js';
import type { LocateOptions } from './locate.js';

/** What a service that works with clips may be told. */
export interface MediaSettings extends LocateOptions {
  /** For clips that nobody checked before. */
  readonly clipLimits: ClipLimits;
  /** Leave temporary files where they are, to look into them. */
  readonly keepIntermediates: boolean;
}

/**
 * The environment variables of it, to be spread into a service's own schema:
 * `z.object({ ...mediaVariables, … })`, then {@link mediaSettings}.
 */
export const mediaVariables = {
  /** Where ffmpeg and ffprobe are, when they are to be found nowhere else. */
  FFMPEG_PATH: z.string().optional(),
  FFPROBE_PATH: z.string().optional(),
  MAX_CLIP_BYTES: numberUpTo(2 ** 40).optional(),
  /** In seconds. */
  MAX_CLIP_SECONDS: numberUpTo(3600).optional(),
  KEEP_INTERMEDIATES: z
    .stringbool({
      truthy: ['true', '1'],
      falsy: ['false', '0'],
      case: 'sensitive',
      error: 'must be true, false, 1 or 0',
    })
    .default(false),
};

/** Turns the parsed variables into settings. */
export function mediaSettings(read: z.output<z.ZodObject<typeof mediaVariables>>): MediaSettings {
  return {
    ffmpegPath: read.FFMPEG_PATH,
    ffprobePath: read.FFPROBE_PATH,
    clipLimits: {
      ...clipLimits,
      maxBytes: read.MAX_CLIP_BYTES ?? clipLimits.maxBytes,
      maxSeconds: read.MAX_CLIP_SECONDS ?? clipLimits.maxSeconds,
    },
    keepIntermediates: read.KEEP_INTERMEDIATES,
  };
}

function numberUpTo(max: number): z.ZodType<number, string> {
  const said = `must be a whole number from 1 to ${max}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, said)
    .transform(Number)
    .pipe(z.number(said).min(1, said).max(max, said));
}
