import path from 'node:path';
import { natsEnvironment, type NatsSettings, natsSettingsOf } from '@kinoline/messaging';
import {
  type Environment,
  httpUrl,
  parseSettings,
  secretText,
  serviceEnvironment,
  type ServiceSettings,
  serviceSettingsOf,
  wholeNumber,
} from '@kinoline/observability';
import { z } from 'zod';
import type { OpenAiSettings } from './adapters/openai-language-model.js';

/** Everything the planner can be told. */
export interface PlannerSettings extends ServiceSettings {
  readonly nats: NatsSettings;
  /** The folder of the model cards. */
  readonly parametersDir: string;
  /** The language model; without it everything is planned by rules. */
  readonly openai: OpenAiSettings | undefined;
  /** The most takes of one scene. */
  readonly takesPerScene: number;
}

/** The environment of the planner, parsed into {@link PlannerSettings}. */
export const settingsSchema = z
  .object({
    ...serviceEnvironment,
    ...natsEnvironment,
    PARAMETERS_DIR: z.string().default(path.resolve(import.meta.dirname, '../../../parameters')),
    OPENAI_API_KEY: secretText().optional(),
    OPENAI_BASE_URL: httpUrl().optional(),
    OPENAI_MODEL: z.string().min(1).max(100).default('gpt-5-mini'),
    OPENAI_TIMEOUT_SECONDS: wholeNumber(1, 600).default(90),
    TAKES_PER_SCENE: wholeNumber(1, 10).default(3),
  })
  .transform((read): PlannerSettings => ({
    ...serviceSettingsOf(read),
    nats: natsSettingsOf(read),
    parametersDir: read.PARAMETERS_DIR,
    openai:
      read.OPENAI_API_KEY === undefined
        ? undefined
        : {
            apiKey: read.OPENAI_API_KEY,
            baseUrl: read.OPENAI_BASE_URL,
            model: read.OPENAI_MODEL,
            timeoutMs: read.OPENAI_TIMEOUT_SECONDS * 1000,
          },
    takesPerScene: read.TAKES_PER_SCENE,
  }));

/** The settings out of this process's environment. @throws SettingsError */
export function readSettings(env: Environment = process.env): PlannerSettings {
  return parseSettings(settingsSchema, env);
}
