import { describe, expect, it } from '@jest/globals';
import { readSettings } from './config.js';

const needed = { S3_ENDPOINT: 'http://127.0.0.1:9000', S3_ACCESS_KEY: 'key', S3_SECRET_KEY: 'hidden' };

describe('the settings of the stitcher', () => {
  it('need the store and nothing else', () => {
    expect(readSettings(needed)).toMatchObject({
      nats: { servers: ['nats://127.0.0.1:4222'] },
      store: { bucket: 'kinoline' },
      stepTimeoutMs: 900_000,
      clipLimits: { maxSeconds: 60 },
      keepIntermediates: false,
    });
  });

  it('read limits and switches', () => {
    const env = {
      ...needed,
      STITCH_STEP_TIMEOUT_SECONDS: '60',
      MAX_CLIP_SECONDS: '20',
      KEEP_INTERMEDIATES: '1',
    };
    expect(readSettings(env)).toMatchObject({
      stepTimeoutMs: 60_000,
      clipLimits: { maxSeconds: 20 },
      keepIntermediates: true,
    });
  });

  it('name what is wrong, never its value', () => {
    const wrong = { ...needed, S3_ACCESS_KEY: undefined, KEEP_INTERMEDIATES: 'perhaps' };
    expect(() => readSettings(wrong)).toThrow(
      /^settings: (?=.*S3_ACCESS_KEY is not set)(?=.*KEEP_INTERMEDIATES must be true, false)(?!.*hidden)(?!.*perhaps)/,
    );
  });
});
