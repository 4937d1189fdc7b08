import { describe, expect, it } from '@jest/globals';
import { readSettings } from './config.js';

describe('the settings of the gateway', () => {
  it('need nothing to be set', () => {
    expect(readSettings({})).toMatchObject({
      nats: { servers: ['nats://127.0.0.1:4222'] },
      http: { host: '127.0.0.1', port: 0 },
    });
  });

  it('read how NATS is reached', () => {
    const env = { NATS_URL: 'nats://a:4222,nats://b:4222', NATS_USER: 'gateway', NATS_PASSWORD: 'hidden' };
    expect(readSettings(env).nats).toEqual({
      servers: ['nats://a:4222', 'nats://b:4222'],
      user: 'gateway',
      password: 'hidden',
    });
  });

  it('name what is wrong, never its value', () => {
    expect(() => readSettings({ NATS_URL: 'nats://me:hidden@a:4222' })).toThrow(
      /^settings: (?=.*NATS_URL)(?=.*NATS_PASSWORD)(?!.*hidden)/,
    );
  });
});
