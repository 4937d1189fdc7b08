import { type ClipLimits, clipLimits } from '@kinoline/media';
import { mediaStoreSettings, type MediaStoreSettings, mediaStoreVariables } from '@kinoline/media-store';
import { natsEnvironment, type NatsSettings, natsSettingsOf } from '@kinoline/messaging';
import {
  booleanText,
  type Environment,
  parseSettings,
  serviceEnvironment,
  type ServiceSettings,
  serviceSettingsOf,
  wholeNumber,
} from '@kinoline/observability';
import { z } from 'zod';

/** Everything the stitcher can be told. */
export interface StitcherSettings extends ServiceSettings {
  readonly nats: NatsSettings;
  readonly store: MediaStoreSettings;
  /** Where ffmpeg and ffprobe are, when they are to be found nowhere else. */
  readonly ffmpegPath: string | undefined;
  readonly ffprobePath: string | undefined;
  /** For clips that nobody checked before. */
  readonly clipLimits: ClipLimits;
  /** How long a single run of ffmpeg may take (one clip, or the join), in milliseconds. */
  readonly stepTimeoutMs: number;
  /** Leave temporary files where they are, to look into them. */
  readonly keepIntermediates: boolean;
}

/** The environment of the stitcher, parsed into {@link StitcherSettings}. */
export const settingsSchema = z
  .object({
    ...serviceEnvironment,
    ...natsEnvironment,
    ...mediaStoreVariables,
    FFMPEG_PATH: z.string().optional(),
    FFPROBE_PATH: z.string().optional(),
    MAX_CLIP_BYTES: wholeNumber(1, 2 ** 40).optional(),
    MAX_CLIP_SECONDS: wholeNumber(1, 3600).optional(),
    STITCH_STEP_TIMEOUT_SECONDS: wholeNumber(5, 36_000).default(900),
    KEEP_INTERMEDIATES: booleanText().default(false),
  })
  .transform((read): StitcherSettings => ({
    ...serviceSettingsOf(read),
    nats: natsSettingsOf(read),
    store: mediaStoreSettings(read),
    ffmpegPath: read.FFMPEG_PATH,
    ffprobePath: read.FFPROBE_PATH,
    clipLimits: {
      ...clipLimits,
      maxBytes: read.MAX_CLIP_BYTES ?? clipLimits.maxBytes,
      maxSeconds: read.MAX_CLIP_SECONDS ?? clipLimits.maxSeconds,
    },
    stepTimeoutMs: read.STITCH_STEP_TIMEOUT_SECONDS * 1000,
    keepIntermediates: read.KEEP_INTERMEDIATES,
  }));

/** The settings out of this process's environment. @throws SettingsError */
export function readSettings(env: Environment = process.env): StitcherSettings {
  return parseSettings(settingsSchema, env);
}
