import { mediaStoreSettings, type MediaStoreSettings, mediaStoreVariables } from '@kinoline/media-store';
import { natsEnvironment, type NatsSettings, natsSettingsOf } from '@kinoline/messaging';
import {
  booleanText,
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
import path from 'node:path';
import { z } from 'zod';

/** How the bot is reached and reaches Telegram. */
export interface TelegramSettings {
  readonly token: string;
  readonly apiRoot: string;
  /** Whether the Bot API server stands beside the gateway and hands out files as paths on the disk they share. */
  readonly localServer: boolean;
  /** Largest file that can be uploaded, in bytes. */
  readonly uploadMaxBytes: number;
  /** Messages a second in all chats together, of one replica. */
  readonly messagesPerSecond: number;
  /** Where Telegram brings updates to; missing: they are polled. */
  readonly webhook: { readonly url: string; readonly secret: string } | undefined;
}

/** Limits of use; a missing one is none. Amounts in US dollars. */
export interface UseLimits {
  readonly jobsAtOnce: number | undefined;
  readonly jobsADay: number | undefined;
  readonly dayUsd: number | undefined;
}

/** What the generator pays at most, whatever the bot allows; a missing limit is none. Amounts in US dollars. */
export interface BudgetSettings {
  readonly jobUsd: number | undefined;
  readonly personDayUsd: number | undefined;
}

/** Who may use the bot, and how much. */
export interface AccessSettings {
  /** `list`: owners, allowed persons and groups; `open`: everybody who was not denied. */
  readonly access: 'list' | 'open';
  readonly ownerIds: ReadonlySet<string>;
  /** Telegram ids of persons and groups. */
  readonly allowedIds: ReadonlySet<string>;
  /** No more dollars than the budgets have. */
  readonly eachPerson: UseLimits;
  readonly everyone: UseLimits;
  readonly budgets: BudgetSettings;
}

/** The smaller one of two limits, where a missing one is none. */
export function smallerLimit(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.min(one, other);
}

/** What holds for a person who chose nothing else. */
export interface PersonDefaults {
  readonly showScenes: boolean;
  /** In US dollars; 0: all. */
  readonly approveAboveUsd: number;
}

/** Everything the gateway can be told. */
export interface GatewaySettings extends ServiceSettings {
  readonly nats: NatsSettings;
  readonly store: MediaStoreSettings;
  readonly parametersDir: string;
  /** Missing without BOT_TOKEN: the gateway then serves the command line alone. */
  readonly telegram: TelegramSettings | undefined;
  readonly access: AccessSettings;
  readonly personDefaults: PersonDefaults;
  /** How often a status message shows how time passes, in milliseconds. */
  readonly statusEveryMs: number;
  /** How long a link to a film holds, in seconds. */
  readonly linkSeconds: number;
  /** How long things are kept, in days, as they were provisioned: told by /terms. */
  readonly keptDays: { readonly messages: number; readonly clips: number; readonly films: number };
  /** Whom to write to about the bot: shown by /terms and to strangers. */
  readonly contact: string | undefined;
}

/** Telegram's own servers take files of 50 MB; a local Bot API server takes 2,000 MB. */
const uploadMaxBytes = { telegram: 49_500_000, local: 1_990_000_000 };

const idList = z
  .string()
  .default('')
  .transform((text) => text.split(/[\s,]+/).filter((id) => id !== ''))
  .pipe(z.array(z.string().regex(/^-?\d{1,20}$/, 'Telegram ids: numbers, separated by commas')))
  .transform((ids): ReadonlySet<string> => new Set(ids));

/** The environment of the gateway, parsed into {@link GatewaySettings}. */
const settingsSchema = z
  .object({
    ...serviceEnvironment,
    ...natsEnvironment,
    ...mediaStoreVariables,
    PARAMETERS_DIR: z.string().default(path.resolve(import.meta.dirname, '../../../parameters')),
    BOT_TOKEN: secretText().optional(),
    TELEGRAM_API_ROOT: httpUrl().default('https://api.telegram.org'),
    TELEGRAM_LOCAL_SERVER: booleanText().default(false),
    TELEGRAM_UPLOAD_MAX_BYTES: wholeNumber(1_000_000, 2_000_000_000).optional(),
    TELEGRAM_MESSAGES_PER_SECOND: wholeNumber(1, 30).default(25),
    TELEGRAM_WEBHOOK_URL: httpUrl().optional(),
    TELEGRAM_WEBHOOK_SECRET: secretText()
      .pipe(z.string().regex(/^[A-Za-z0-9_-]{16,256}$/, '16 to 256 letters, digits, _ and -'))
      .optional(),
    BOT_ACCESS: z.enum(['list', 'open']).default('list'),
    BOT_OWNER_IDS: idList,
    BOT_ALLOWED_IDS: idList,
    BOT_CONTACT: z.string().max(200).optional(),
    QUOTA_PERSON_JOBS_AT_ONCE: wholeNumber(1, 1_000).optional(),
    QUOTA_PERSON_JOBS_A_DAY: wholeNumber(1, 100_000).optional(),
    QUOTA_PERSON_DAY_USD: dollarAmount().optional(),
    QUOTA_ALL_JOBS_AT_ONCE: wholeNumber(1, 100_000).optional(),
    QUOTA_ALL_JOBS_A_DAY: wholeNumber(1, 1_000_000).optional(),
    QUOTA_ALL_DAY_USD: dollarAmount().optional(),
    BUDGET_JOB_USD: dollarAmount().optional(),
    BUDGET_PERSON_DAY_USD: dollarAmount().optional(),
    BUDGET_DAY_USD: dollarAmount().optional(),
    APPROVE_ABOVE_USD: dollarAmount().default(5),
    SHOW_SCENES: booleanText().default(true),
    STATUS_EVERY_SECONDS: wholeNumber(2, 3_600).default(15),
    MESSAGE_RETENTION_DAYS: wholeNumber(1, 3650).default(7),
    CLIP_RETENTION_DAYS: wholeNumber(1, 3650).default(7),
    FILM_RETENTION_DAYS: wholeNumber(1, 3650).default(30),
    FILM_LINK_HOURS: wholeNumber(1, 168).default(168),
  })
  .refine(
    (read) => (read.TELEGRAM_WEBHOOK_URL === undefined) === (read.TELEGRAM_WEBHOOK_SECRET === undefined),
    {
      message: 'set both TELEGRAM_WEBHOOK_URL and TELEGRAM_WEBHOOK_SECRET, or neither to poll',
      path: ['TELEGRAM_WEBHOOK_SECRET'],
    },
  )
  .transform((read): GatewaySettings => ({
    ...serviceSettingsOf(read),
    nats: natsSettingsOf(read),
    store: mediaStoreSettings(read),
    parametersDir: read.PARAMETERS_DIR,
    telegram: telegramOf(read),
    access: {
      access: read.BOT_ACCESS,
      ownerIds: read.BOT_OWNER_IDS,
      allowedIds: read.BOT_ALLOWED_IDS,
      eachPerson: {
        jobsAtOnce: read.QUOTA_PERSON_JOBS_AT_ONCE,
        jobsADay: read.QUOTA_PERSON_JOBS_A_DAY,
        dayUsd: smallerLimit(read.QUOTA_PERSON_DAY_USD, read.BUDGET_PERSON_DAY_USD),
      },
      everyone: {
        jobsAtOnce: read.QUOTA_ALL_JOBS_AT_ONCE,
        jobsADay: read.QUOTA_ALL_JOBS_A_DAY,
        dayUsd: smallerLimit(read.QUOTA_ALL_DAY_USD, read.BUDGET_DAY_USD),
      },
      budgets: { jobUsd: read.BUDGET_JOB_USD, personDayUsd: read.BUDGET_PERSON_DAY_USD },
    },
    personDefaults: { showScenes: read.SHOW_SCENES, approveAboveUsd: read.APPROVE_ABOVE_USD },
    statusEveryMs: read.STATUS_EVERY_SECONDS * 1000,
    linkSeconds: read.FILM_LINK_HOURS * 3600,
    keptDays: {
      messages: read.MESSAGE_RETENTION_DAYS,
      clips: read.CLIP_RETENTION_DAYS,
      films: read.FILM_RETENTION_DAYS,
    },
    contact: read.BOT_CONTACT,
  }));

interface TelegramVariables {
  readonly BOT_TOKEN?: string | undefined;
  readonly TELEGRAM_API_ROOT: string;
  readonly TELEGRAM_LOCAL_SERVER: boolean;
  readonly TELEGRAM_UPLOAD_MAX_BYTES?: number | undefined;
  readonly TELEGRAM_MESSAGES_PER_SECOND: number;
  readonly TELEGRAM_WEBHOOK_URL?: string | undefined;
  readonly TELEGRAM_WEBHOOK_SECRET?: string | undefined;
}

function telegramOf(read: TelegramVariables): TelegramSettings | undefined {
  const { BOT_TOKEN: token, TELEGRAM_WEBHOOK_URL: url, TELEGRAM_WEBHOOK_SECRET: secret } = read;
  if (token === undefined) return undefined;
  const largest = read.TELEGRAM_LOCAL_SERVER ? uploadMaxBytes.local : uploadMaxBytes.telegram;
  return {
    token,
    apiRoot: read.TELEGRAM_API_ROOT,
    localServer: read.TELEGRAM_LOCAL_SERVER,
    uploadMaxBytes: read.TELEGRAM_UPLOAD_MAX_BYTES ?? largest,
    messagesPerSecond: read.TELEGRAM_MESSAGES_PER_SECOND,
    webhook: url !== undefined && secret !== undefined ? { url, secret } : undefined,
  };
}

/** The settings out of this process's environment. @throws SettingsError */
export function readSettings(env: Environment = process.env): GatewaySettings {
  return parseSettings(settingsSchema, env);
}

/** Injection token of {@link GatewaySettings}. */
export const SETTINGS = Symbol('GatewaySettings');
