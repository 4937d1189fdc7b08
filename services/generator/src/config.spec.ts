import { describe, expect, it } from '@jest/globals';
import { readSettings } from './config.js';

const needed = {
  S3_ENDPOINT: 'http://127.0.0.1:9000',
  S3_ACCESS_KEY: 'key',
  S3_SECRET_KEY: 'word',
  REPLICATE_API_TOKEN: 'r8_secret',
};

describe('the settings', () => {
  it('have defaults for all that need not be chosen', () => {
    expect(readSettings(needed)).toMatchObject({
      storeIsPublic: false,
      replicate: { baseUrl: 'https://api.replicate.com', token: 'r8_secret', callsPerMinute: 1000 },
      budgets: { jobUsd: undefined, personDayUsd: undefined, dayUsd: undefined },
      predictions: { reconcileWindowMs: 180_000, deadlineMs: 2_100_000, failedCost: 'nothing' },
      outputOrigins: ['https://replicate.delivery', 'https://*.replicate.delivery'],
      leaseMs: 10_000,
    });
  });

  it.each([
    [{ REPLICATE_API_TOKEN: '' }, 'REPLICATE_API_TOKEN is not set'],
    [{ BUDGET_DAY_USD: 'ten' }, 'BUDGET_DAY_USD must be a number'],
    [{ OUTPUT_ORIGINS: 'replicate.delivery' }, 'OUTPUT_ORIGINS'],
    [
      { RECONCILE_WINDOW_SECONDS: '30' },
      'RECONCILE_WINDOW_SECONDS must be longer than CREATE_TIMEOUT_SECONDS',
    ],
    [{ FAILED_PREDICTION_COST: 'half' }, 'FAILED_PREDICTION_COST must be nothing or price'],
  ])('that are wrong are named, without their values: %j', (wrong, text) => {
    expect(() => readSettings({ ...needed, ...wrong })).toThrow(text);
    expect(() => readSettings({ ...needed, ...wrong })).not.toThrow('r8_secret');
  });
});
