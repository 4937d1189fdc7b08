import { describe, expect, it } from '@jest/globals';
import { describeError, LeaseLostError, PermanentError, RetryableError, verdictOn } from './errors.js';

describe('verdictOn', () => {
  it.each([
    ['a retryable error', new RetryableError('busy'), { retry: true }],
    [
      'a retryable error with a wish',
      new RetryableError('busy', { delayMs: 50 }),
      { retry: true, delayMs: 50 },
    ],
    ['a permanent error', new PermanentError('no'), { retry: false }],
    ['an unknown error', new Error('?'), { retry: true }],
    ['a foreign error that says no', Object.assign(new Error('x'), { retryable: false }), { retry: false }],
    ['a foreign error that says yes', Object.assign(new Error('x'), { retryable: true }), { retry: true }],
    ['a pause that is no number', Object.assign(new Error('x'), { delayMs: NaN }), { retry: true }],
    [
      'a pause of a permanent error',
      Object.assign(new PermanentError('x'), { delayMs: 5 }),
      { retry: false },
    ],
    ['a lost lease', new LeaseLostError('gone'), { retry: true }],
    ['no error at all', undefined, { retry: true }],
    ['a text', 'oops', { retry: true }],
  ])('reads %s', (_, error, verdict) => {
    expect(verdictOn(error)).toEqual(verdict);
  });
});

describe('errors', () => {
  it('keep their cause', () => {
    const cause = new Error('socket');
    expect(new RetryableError('store', { cause }).cause).toBe(cause);
    expect(new PermanentError('store', { cause }).cause).toBe(cause);
  });

  it('are described by name and text, whatever was thrown', () => {
    expect(describeError(new PermanentError('no'))).toEqual({ name: 'PermanentError', text: 'no' });
    expect(describeError('oops')).toEqual({ name: 'Error', text: 'oops' });
  });

  it('are described without what looks like a secret', () => {
    const token = `4242424242:${'s'.repeat(35)}`;
    const { text } = describeError(new Error(`ENOENT: open '/var/bots/${token}/photos/file_0.jpg'`));
    expect(text).toBe("ENOENT: open '/var/bots/[secret]/photos/file_0.jpg'");
    expect(describeError(`https://api.telegram.org/bot${token}/getMe`).text).not.toContain(token);
  });
});
