import { describe, expect, it } from '@jest/globals';
import { errors } from 'undici';
import { creationOfError, creationOfRefusal, errorOfAnswer, retryAfterMsOf } from './replicate-errors.js';

const answer = (status: number, body: unknown = {}, retryAfterMs?: number) => ({
  status,
  body,
  retryAfterMs,
});

function coded(code: string): Error {
  return Object.assign(new Error(code), { code });
}

describe('an answer to a request to create a prediction', () => {
  it.each([401, 402, 403])('%i: not created, the operator must act', (status) => {
    const creation = creationOfRefusal(answer(status));
    expect(creation).toMatchObject({
      kind: 'refused',
      failure: { code: 'provider-unauthorised', cost: 'nothing' },
    });
  });

  it.each([400, 404, 409, 413, 422])('%i: not created, and refused in the provider’s words', (status) => {
    const creation = creationOfRefusal(answer(status, { title: 'No', detail: 'duration must be 4, 6 or 8' }));
    expect(creation).toMatchObject({
      kind: 'refused',
      failure: { code: 'provider-refused', detail: expect.stringContaining('duration must be 4, 6 or 8') },
    });
  });

  it('429: not created, later', () => {
    expect(creationOfRefusal(answer(429, {}, 7000))).toMatchObject({
      kind: 'not-created',
      busy: true,
      delayMs: 7000,
    });
    expect(creationOfRefusal(answer(429))).toMatchObject({ kind: 'not-created', delayMs: 5000 });
  });

  it.each([302, 500, 502, 503, 504, 522])('%i: unknown', (status) => {
    expect(creationOfRefusal(answer(status)).kind).toBe('unknown');
  });
});

describe('a request to create a prediction that was not answered', () => {
  it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT', 'CERT_HAS_EXPIRED'])(
    '%s: nothing was sent',
    (code) => expect(creationOfError(coded(code))).toMatchObject({ kind: 'not-created', busy: false }),
  );

  it('a network that went away: nothing was sent only if it was while connecting', () => {
    const during = (syscall: string): Error => Object.assign(coded('EHOSTUNREACH'), { syscall });
    expect(creationOfError(during('connect')).kind).toBe('not-created');
    expect(creationOfError(during('read')).kind).toBe('unknown');
  });

  it('several addresses, none of which was reached: nothing was sent', () => {
    const unreachable = Object.assign(coded('ENETUNREACH'), { syscall: 'connect' });
    const error = new AggregateError([coded('ECONNREFUSED'), unreachable]);
    expect(creationOfError(error).kind).toBe('not-created');
    expect(creationOfError(new AggregateError([coded('ECONNREFUSED'), coded('ECONNRESET')])).kind).toBe(
      'unknown',
    );
  });

  it.each([
    coded('ECONNRESET'),
    coded('EPIPE'),
    new errors.SocketError('other side closed'),
    new errors.HeadersTimeoutError(),
    new DOMException('timed out', 'TimeoutError'),
    'no error at all',
  ])('%s: unknown', (error) => expect(creationOfError(error).kind).toBe('unknown'));
});

describe('the answer to any other call', () => {
  it.each([
    [401, 'unauthorised', true],
    [429, 'busy', true],
    [500, 'unreachable', true],
    [404, 'refused', false],
  ] as const)('%i is %s', (status, reason, retryable) => {
    expect(errorOfAnswer(answer(status))).toMatchObject({ reason, retryable });
  });
});

describe('retry-after', () => {
  const now = new Date('2026-11-22T12:00:00Z');
  it.each([
    ['7', 7000],
    ['0.5', 500],
    ['Sun, 22 Nov 2026 12:00:30 GMT', 30_000],
    ['Sun, 22 Nov 2026 11:00:00 GMT', 0],
    ['999999', 600_000],
    ['soon', undefined],
    [undefined, undefined],
  ])('%p is %p ms', (header, expected) => expect(retryAfterMsOf(header, now)).toBe(expected));
});
