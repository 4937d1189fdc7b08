import { describe, expect, it } from '@jest/globals';
import { readSettings } from './config.js';

const store = { S3_ENDPOINT: 'http://127.0.0.1:9000', S3_ACCESS_KEY: 'key', S3_SECRET_KEY: 'hidden' };
const read = (env: Record<string, string> = {}): ReturnType<typeof readSettings> =>
  readSettings({ ...store, ...env });

describe('the settings of the gateway', () => {
  it('need nothing but the store, and have no bot then', () => {
    expect(read()).toMatchObject({
      nats: { servers: ['nats://127.0.0.1:4222'] },
      http: { host: '127.0.0.1', port: 0 },
      telegram: undefined,
      access: { access: 'list', ownerIds: new Set(), eachPerson: { dayUsd: undefined } },
      personDefaults: { showScenes: true, approveAboveUsd: 5 },
    });
  });

  it('give nobody more than the generator pays', () => {
    const budgets = { BUDGET_JOB_USD: '4', BUDGET_PERSON_DAY_USD: '3', BUDGET_DAY_USD: '30' };
    expect(read(budgets).access).toMatchObject({
      eachPerson: { dayUsd: 3 },
      everyone: { dayUsd: 30 },
      budgets: { jobUsd: 4, personDayUsd: 3 },
    });
    const quotas = { QUOTA_PERSON_DAY_USD: '2', QUOTA_ALL_DAY_USD: '50' };
    expect(read({ ...budgets, ...quotas }).access).toMatchObject({
      eachPerson: { dayUsd: 2 },
      everyone: { dayUsd: 30 },
    });
  });

  it('read how NATS is reached', () => {
    const env = { NATS_URL: 'nats://a:4222,nats://b:4222', NATS_USER: 'gateway', NATS_PASSWORD: 'hidden' };
    expect(read(env).nats).toEqual({
      servers: ['nats://a:4222', 'nats://b:4222'],
      user: 'gateway',
      password: 'hidden',
    });
  });

  it('poll Telegram unless there is a webhook', () => {
    expect(read({ BOT_TOKEN: '1:a' }).telegram).toEqual({
      token: '1:a',
      apiRoot: 'https://api.telegram.org',
      localServer: false,
      uploadMaxBytes: 49_500_000,
      messagesPerSecond: 25,
      webhook: undefined,
    });
    const webhook = {
      TELEGRAM_WEBHOOK_URL: 'https://bot.example/updates',
      TELEGRAM_WEBHOOK_SECRET: 'sixteen-or-more_',
    };
    expect(read({ BOT_TOKEN: '1:a', ...webhook }).telegram?.webhook).toEqual({
      url: 'https://bot.example/updates',
      secret: 'sixteen-or-more_',
    });
    expect(read(webhook).telegram).toBeUndefined();
  });

  it('take a local Bot API server for one that takes large films', () => {
    const local = {
      BOT_TOKEN: '1:a',
      TELEGRAM_API_ROOT: 'http://127.0.0.1:8081/',
      TELEGRAM_LOCAL_SERVER: 'true',
    };
    expect(read(local).telegram).toMatchObject({
      apiRoot: 'http://127.0.0.1:8081',
      localServer: true,
      uploadMaxBytes: 1_990_000_000,
    });
    expect(read({ ...local, TELEGRAM_UPLOAD_MAX_BYTES: '5000000' }).telegram?.uploadMaxBytes).toBe(5_000_000);
  });

  it('read lists of ids, of persons and groups', () => {
    const { access } = read({ BOT_OWNER_IDS: '1, 2', BOT_ALLOWED_IDS: '3\n-1004,' });
    expect([...access.ownerIds, ...access.allowedIds]).toEqual(['1', '2', '3', '-1004']);
  });

  it.each([
    [{ NATS_URL: 'nats://me:hidden@a:4222' }, /^settings: (?=.*NATS_URL)(?=.*NATS_PASSWORD)(?!.*hidden)/],
    [{ BOT_OWNER_IDS: 'Ada' }, /BOT_OWNER_IDS(.*)Telegram ids: numbers, separated by commas/],
    [{ TELEGRAM_WEBHOOK_URL: 'https://bot.example/updates' }, /TELEGRAM_WEBHOOK_SECRET/],
    [
      { TELEGRAM_WEBHOOK_URL: 'https://bot.example/u', TELEGRAM_WEBHOOK_SECRET: 'hidden' },
      /^settings: TELEGRAM_WEBHOOK_SECRET 16 to 256 letters, digits, _ and -$/,
    ],
    [
      { TELEGRAM_MESSAGES_PER_SECOND: '31' },
      /TELEGRAM_MESSAGES_PER_SECOND must be a whole number from 1 to 30/,
    ],
  ])('name what is wrong, never its value: %j', (env, message) => {
    expect(() => read(env)).toThrow(message);
  });
});
