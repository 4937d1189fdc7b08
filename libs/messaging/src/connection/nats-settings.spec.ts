import { describe, expect, it } from '@jest/globals';
import { describeServers, natsSettingsSchema } from './nats-settings.js';

describe('natsSettingsSchema', () => {
  it('has a default for a machine of one’s own', () => {
    expect(natsSettingsSchema.parse({})).toEqual({ servers: ['nats://127.0.0.1:4222'] });
  });

  it('reads several servers, a user and a password', () => {
    const env = {
      NATS_URL: 'nats://a:4222, tls://b.example:4443 ,nats://[::1]:4222',
      NATS_USER: 'u',
      NATS_PASSWORD: 'p',
    };
    expect(natsSettingsSchema.parse(env)).toEqual({
      servers: ['nats://a:4222', 'tls://b.example:4443', 'nats://[::1]:4222'],
      user: 'u',
      password: 'p',
    });
  });

  it.each(['', 'a:4222', 'http://a:4222', 'nats://user:secret@a:4222', 'nats://a:4222,', 'nats://a b'])(
    'refuses %j without repeating it',
    (url) => {
      const read = natsSettingsSchema.safeParse({ NATS_URL: url });
      expect(read.success).toBe(false);
      expect(read.error?.issues[0]?.path[0]).toBe('NATS_URL');
      expect(read.error?.message).not.toContain('secret');
    },
  );
});

describe('describeServers', () => {
  it('shows hosts and ports and nothing else', () => {
    expect(describeServers({ servers: ['nats://a:4222', 'tls://me:secret@b'], password: 'x' })).toBe(
      'a:4222, b',
    );
  });
});
