import { describe, expect, it } from '@jest/globals';
import { readSettings } from './config.js';

describe('the settings of the planner', () => {
  it('need nothing: without a key everything is planned by rules', () => {
    expect(readSettings({})).toMatchObject({
      nats: { servers: ['nats://127.0.0.1:4222'] },
      openai: undefined,
      takesPerScene: 3,
    });
    expect(readSettings({}).parametersDir).toMatch(/\/parameters$/);
  });

  it('read the language model', () => {
    const env = {
      OPENAI_API_KEY: 'sk-1',
      OPENAI_BASE_URL: 'http://127.0.0.1:8080/v1/',
      OPENAI_MODEL: 'local-7b',
      OPENAI_TIMEOUT_SECONDS: '10',
    };
    expect(readSettings(env).openai).toEqual({
      apiKey: 'sk-1',
      baseUrl: 'http://127.0.0.1:8080/v1',
      model: 'local-7b',
      timeoutMs: 10_000,
    });
  });

  it('name what is wrong, never its value', () => {
    const wrong = { OPENAI_API_KEY: ' sk-hidden', OPENAI_BASE_URL: 'ftp://hidden', TAKES_PER_SCENE: '0' };
    expect(() => readSettings(wrong)).toThrow(
      /^settings: (?=.*OPENAI_API_KEY)(?=.*OPENAI_BASE_URL)(?=.*TAKES_PER_SCENE must be)(?!.*hidden)/,
    );
  });
});
