import { describe, expect, it } from '@jest/globals';
import { readSettings } from './config.js';

const needed = { S3_ENDPOINT: 'http://127.0.0.1:9000', S3_ACCESS_KEY: 'key', S3_SECRET_KEY: 'hidden' };

describe('the settings of the framer', () => {
  it('need the store and nothing else', () => {
    expect(readSettings(needed)).toMatchObject({
      nats: { servers: ['nats://127.0.0.1:4222'] },
      store: { bucket: 'kinoline' },
      clipTimeoutMs: 300_000,
      clipLimits: { maxSeconds: 60 },
      keepIntermediates: false,
    });
  });

  it('read limits and switches', () => {
    const env = { ...needed, MAX_CLIP_SECONDS: '20', MAX_CLIP_BYTES: '1000', KEEP_INTERMEDIATES: 'true' };
    expect(readSettings(env)).toMatchObject({
      clipLimits: { maxSeconds: 20, maxBytes: 1000 },
      keepIntermediates: true,
    });
  });

  it('name what is wrong, never its value', () => {
    const wrong = { ...needed, S3_ACCESS_KEY: undefined, KEEP_INTERMEDIATES: 'perhaps', FFMPEG_PATH: '' };
    expect(() => readSettings(wrong)).toThrow(
      /^settings: (?=.*S3_ACCESS_KEY is not set)(?=.*KEEP_INTERMEDIATES must be true, false)(?!.*hidden)(?!.*perhaps)/,
    );
  });
});
