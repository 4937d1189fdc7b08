import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { parseSettings, SettingsError } from './parse-settings.js';
import { booleanText, decimalNumber, httpUrl, secretText, wholeNumber } from './pieces.js';
import { serviceEnvironment, serviceSettingsOf } from './service-environment.js';

const schema = z.object({
  KEEP: booleanText().default(false),
  SCENES: wholeNumber(1, 20),
  BUDGET: decimalNumber(0, 100).default(5),
  BASE_URL: httpUrl().default('https://api.example.org'),
  API_TOKEN: secretText().optional(),
  MODE: z.enum(['chain', 'keyframes']).default('chain'),
});

function problems(env: Record<string, string>): string {
  try {
    parseSettings(schema, env);
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsError);
    return (error as SettingsError).message;
  }
}

describe('parseSettings', () => {
  it('gives typed settings and defaults', () => {
    const env = {
      SCENES: '3',
      KEEP: 'true',
      BUDGET: '0.5',
      BASE_URL: 'http://127.0.0.1:8080/',
      OTHER: 'ignored',
    };
    expect(parseSettings(schema, env)).toEqual({
      KEEP: true,
      SCENES: 3,
      BUDGET: 0.5,
      BASE_URL: 'http://127.0.0.1:8080',
      MODE: 'chain',
    });
  });

  it('takes an empty variable for one that is not set', () => {
    expect(parseSettings(schema, { SCENES: '3', KEEP: '', API_TOKEN: '' })).toMatchObject({ KEEP: false });
    expect(problems({ SCENES: '' })).toBe('settings: SCENES is not set');
  });

  it.each([
    ['0', false],
    ['1', true],
    ['true', true],
    ['false', false],
  ])('reads the boolean %s', (text, value) => {
    expect(parseSettings(schema, { SCENES: '1', KEEP: text })).toMatchObject({ KEEP: value });
  });

  it.each([
    ['KEEP', 'yes', 'must be true, false, 1 or 0'],
    ['KEEP', 'FALSE', 'must be true, false, 1 or 0'],
    ['SCENES', '0', 'must be a whole number from 1 to 20'],
    ['SCENES', '21', 'must be a whole number from 1 to 20'],
    ['SCENES', '3.5', 'must be a whole number from 1 to 20'],
    ['SCENES', '0x3', 'must be a whole number from 1 to 20'],
    ['SCENES', ' 3', 'must be a whole number from 1 to 20'],
    ['SCENES', '1e1', 'must be a whole number from 1 to 20'],
    ['BUDGET', '100.01', 'must be a number from 0 to 100'],
    ['BUDGET', 'NaN', 'must be a number from 0 to 100'],
    ['BASE_URL', 'localhost:8080', 'must be an http or https URL'],
    ['BASE_URL', 'file:///etc/passwd', 'must be an http or https URL'],
    ['API_TOKEN', ' r8_token', 'must not be empty or begin or end with white space'],
    ['API_TOKEN', 'r8_token\n', 'must not be empty or begin or end with white space'],
    ['MODE', 'sideways', 'Invalid option: expected one of "chain"|"keyframes"'],
  ])('refuses %s=%j by name, without its value', (name, value, reason) => {
    const message = problems({ SCENES: '3', [name]: value });
    expect(message).toBe(`settings: ${name} ${reason}`);
  });

  it('names every problem at once, in one line', () => {
    const message = problems({ KEEP: 'perhaps', BASE_URL: 'secret-host' });
    expect(message).toBe(
      'settings: KEEP must be true, false, 1 or 0; SCENES is not set; BASE_URL must be an http or https URL',
    );
  });
});

describe('serviceEnvironment', () => {
  const read = (env: Record<string, string>) =>
    serviceSettingsOf(parseSettings(z.object(serviceEnvironment), env));

  it('listens on a free port of this machine only, and logs JSON, unless told otherwise', () => {
    expect(read({})).toEqual({
      http: { host: '127.0.0.1', port: 0 },
      log: { level: 'info', format: 'json' },
    });
    const env = { HTTP_HOST: '0.0.0.0', HTTP_PORT: '8080', LOG_LEVEL: 'debug', LOG_FORMAT: 'pretty' };
    expect(read(env)).toEqual({
      http: { host: '0.0.0.0', port: 8_080 },
      log: { level: 'debug', format: 'pretty' },
    });
  });

  it('refuses levels that do not exist', () => {
    expect(() => read({ LOG_LEVEL: 'loud' })).toThrow('LOG_LEVEL must be one of fatal, error, warn');
  });
});
