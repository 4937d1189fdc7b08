import { natsEnvironment, type NatsSettings, natsSettingsOf } from '@kinoline/messaging';
import {
  type Environment,
  parseSettings,
  serviceEnvironment,
  type ServiceSettings,
  serviceSettingsOf,
} from '@kinoline/observability';
import { z } from 'zod';

/** Everything the gateway can be told. */
export interface GatewaySettings extends ServiceSettings {
  readonly nats: NatsSettings;
}

/** The environment of the gateway, parsed into {@link GatewaySettings}. */
export const settingsSchema = z
  .object({ ...serviceEnvironment, ...natsEnvironment })
  .transform((read): GatewaySettings => ({ ...serviceSettingsOf(read), nats: natsSettingsOf(read) }));

/** The settings out of this process's environment. @throws SettingsError */
export function readSettings(env: Environment = process.env): GatewaySettings {
  return parseSettings(settingsSchema, env);
}
