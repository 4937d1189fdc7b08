import { mediaSettings, type MediaSettings, mediaVariables } from '@kinoline/media';
import { mediaStoreSettings, type MediaStoreSettings, mediaStoreVariables } from '@kinoline/media-store';
import { natsEnvironment, type NatsSettings, natsSettingsOf } from '@kinoline/messaging';
import {
  type Environment,
  parseSettings,
  serviceEnvironment,
  type ServiceSettings,
  serviceSettingsOf,
  wholeNumber,
} from '@kinoline/observability';
import { z } from 'zod';

/** Everything the stitcher can be told. */
export interface StitcherSettings extends ServiceSettings, MediaSettings {
  readonly nats: NatsSettings;
  readonly store: MediaStoreSettings;
  /** How long a single run of ffmpeg may take (one clip, or the join), in milliseconds. */
  readonly stepTimeoutMs: number;
}

/** The environment of the stitcher, parsed into {@link StitcherSettings}. */
export const settingsSchema = z
  .object({
    ...serviceEnvironment,
    ...natsEnvironment,
    ...mediaStoreVariables,
    ...mediaVariables,
    STITCH_STEP_TIMEOUT_SECONDS: wholeNumber(5, 36_000).default(900),
  })
  .transform((read): StitcherSettings => ({
    ...serviceSettingsOf(read),
    nats: natsSettingsOf(read),
    ...mediaSettings(read),
    store: mediaStoreSettings(read),
    stepTimeoutMs: read.STITCH_STEP_TIMEOUT_SECONDS * 1000,
  }));

/** The settings out of this process's environment. @throws SettingsError */
export function readSettings(env: Environment = process.env): StitcherSettings {
  return parseSettings(settingsSchema, env);
}
