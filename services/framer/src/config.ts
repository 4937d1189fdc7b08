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

/** Everything the framer can be told. */
export interface FramerSettings extends ServiceSettings, MediaSettings {
  readonly nats: NatsSettings;
  readonly store: MediaStoreSettings;
  /** How long ffmpeg may work on one clip, in milliseconds. */
  readonly clipTimeoutMs: number;
}

/** The environment of the framer, parsed into {@link FramerSettings}. */
export const settingsSchema = z
  .object({
    ...serviceEnvironment,
    ...natsEnvironment,
    ...mediaStoreVariables,
    ...mediaVariables,
    CLIP_TIMEOUT_SECONDS: wholeNumber(5, 3600).default(300),
  })
  .transform((read): FramerSettings => ({
    ...serviceSettingsOf(read),
    nats: natsSettingsOf(read),
    ...mediaSettings(read),
    store: mediaStoreSettings(read),
    clipTimeoutMs: read.CLIP_TIMEOUT_SECONDS * 1000,
  }));

/** The settings out of this process's environment. @throws SettingsError */
export function readSettings(env: Environment = process.env): FramerSettings {
  return parseSettings(settingsSchema, env);
}
