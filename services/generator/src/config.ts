import path from 'node:path';
import { mediaStoreSettings, type MediaStoreSettings, mediaStoreVariables } from '@kinoline/media-store';
import { natsEnvironment, type NatsSettings, natsSettingsOf } from '@kinoline/messaging';
import {
  decimalNumber,
  dollarAmount,
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
import type { BudgetLimits } from './budget/budget-scope.js';
import { originPattern } from './prediction/output-origin.js';

/** Everything the generator can be told. */
export interface GeneratorSettings extends ServiceSettings {
  readonly nats: NatsSettings;
  readonly store: MediaStoreSettings;
  /** Whether the provider can read from the object store. */
  readonly storeIsPublic: boolean;
  readonly parametersDir: string;
  readonly replicate: { readonly baseUrl: string; readonly token: string; readonly callsPerMinute: number };
  /** Base URL under which the provider reaches this service. */
  readonly publicWebhookUrl: string | undefined;
  /** Signing secret of webhooks; fetched from the provider when missing. */
  readonly webhookSecret: string | undefined;
  readonly budgets: BudgetLimits;
  readonly predictions: PredictionSettings;
  /** Where the provider's files may come from. */
  readonly outputOrigins: readonly string[];
  readonly maxClipBytes: number;
  /** How long a take stays a silent replica's, in milliseconds. */
  readonly leaseMs: number;
}

/** How predictions are handled; times in milliseconds. */
export interface PredictionSettings {
  /** How long the one request may take before its answer counts as lost. */
  readonly createTimeoutMs: number;
  /** How long a lost answer's prediction is looked for. */
  readonly reconcileWindowMs: number;
  /** After this time a prediction is stopped. */
  readonly deadlineMs: number;
  /** What a failed prediction is counted as. */
  readonly failedCost: 'price' | 'nothing';
}

/** Injection token of {@link GeneratorSettings}. */
export const SETTINGS = Symbol('GeneratorSettings');

const originsText = 'must be origins such as https://*.replicate.delivery, separated by commas';

/** The environment variables of the service. */
const variables = z.object({
  ...serviceEnvironment,
  ...natsEnvironment,
  ...mediaStoreVariables,
  PARAMETERS_DIR: z.string().default(path.resolve(import.meta.dirname, '../../../parameters')),
  REPLICATE_API_TOKEN: secretText(),
  REPLICATE_BASE_URL: httpUrl().default('https://api.replicate.com'),
  REPLICATE_CALLS_PER_MINUTE: wholeNumber(10, 2500).default(1000),
  REPLICATE_WEBHOOK_SECRET: secretText().optional(),
  PUBLIC_WEBHOOK_URL: httpUrl().optional(),
  BUDGET_JOB_USD: dollarAmount().optional(),
  BUDGET_PERSON_DAY_USD: dollarAmount().optional(),
  BUDGET_DAY_USD: dollarAmount().optional(),
  CREATE_TIMEOUT_SECONDS: decimalNumber(1, 300).default(60),
  RECONCILE_WINDOW_SECONDS: decimalNumber(1, 3600).default(180),
  PREDICTION_DEADLINE_SECONDS: decimalNumber(5, 7200).default(35 * 60),
  FAILED_PREDICTION_COST: z.enum(['nothing', 'price'], 'must be nothing or price').default('nothing'),
  OUTPUT_ORIGINS: z
    .string()
    .default('https://replicate.delivery,https://*.replicate.delivery')
    .transform((text) => text.split(',').map((origin) => origin.trim()))
    .pipe(z.array(z.string().regex(originPattern, originsText))),
  MAX_CLIP_BYTES: wholeNumber(1, 2 ** 40).default(500_000_000),
  LEASE_SECONDS: decimalNumber(1, 300).default(10),
});
type Variables = z.output<typeof variables>;

/** The environment of the generator, parsed into {@link GeneratorSettings}. */
export const settingsSchema = variables
  .refine((read) => read.RECONCILE_WINDOW_SECONDS > read.CREATE_TIMEOUT_SECONDS, {
    message: 'must be longer than CREATE_TIMEOUT_SECONDS: a request under way is not lost yet',
    path: ['RECONCILE_WINDOW_SECONDS'],
  })
  .transform((read): GeneratorSettings => {
    const store = mediaStoreSettings(read);
    return {
      ...serviceSettingsOf(read),
      nats: natsSettingsOf(read),
      store,
      storeIsPublic: store.publicEndpoint !== undefined,
      parametersDir: read.PARAMETERS_DIR,
      replicate: {
        baseUrl: read.REPLICATE_BASE_URL,
        token: read.REPLICATE_API_TOKEN,
        callsPerMinute: read.REPLICATE_CALLS_PER_MINUTE,
      },
      publicWebhookUrl: read.PUBLIC_WEBHOOK_URL,
      webhookSecret: read.REPLICATE_WEBHOOK_SECRET,
      budgets: budgetsOf(read),
      predictions: predictionsOf(read),
      outputOrigins: read.OUTPUT_ORIGINS,
      maxClipBytes: read.MAX_CLIP_BYTES,
      leaseMs: read.LEASE_SECONDS * 1000,
    };
  });

/** The settings out of this process's environment. @throws SettingsError */
export function readSettings(env: Environment = process.env): GeneratorSettings {
  return parseSettings(settingsSchema, env);
}

function budgetsOf(read: Variables): BudgetLimits {
  return {
    jobUsd: read.BUDGET_JOB_USD,
    personDayUsd: read.BUDGET_PERSON_DAY_USD,
    dayUsd: read.BUDGET_DAY_USD,
  };
}

function predictionsOf(read: Variables): PredictionSettings {
  return {
    createTimeoutMs: read.CREATE_TIMEOUT_SECONDS * 1000,
    reconcileWindowMs: read.RECONCILE_WINDOW_SECONDS * 1000,
    deadlineMs: read.PREDICTION_DEADLINE_SECONDS * 1000,
    failedCost: read.FAILED_PREDICTION_COST,
  };
}
