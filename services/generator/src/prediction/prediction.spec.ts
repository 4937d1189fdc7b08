import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isModeration, quotable } from './failure-text.js';
import { afterFailureMs, nextLookMs } from './look-schedule.js';
import { matches, wordsOf } from './match.js';
import { outcomeOf } from './outcome.js';
import { isAllowed, originPattern } from './output-origin.js';
import type { Prediction } from './prediction.js';
import { isSignedBy } from './webhook-signature.js';

const now = new Date('2026-11-22T12:00:00Z');

function prediction(changes: Partial<Prediction> = {}): Prediction {
  return {
    id: 'p1',
    model: 'google/veo-3.1-fast',
    status: 'processing',
    input: { prompt: 'A fox', duration: 4 },
    output: null,
    error: undefined,
    webhook: undefined,
    createdAt: new Date('2026-11-22T11:59:00Z'),
    startedAt: undefined,
    completedAt: undefined,
    ...changes,
  };
}

describe('the meaning of a prediction', () => {
  const meaning = (changes: Partial<Prediction>, stop?: 'cancelled' | 'provider-timeout') =>
    outcomeOf(prediction(changes), { stop, failedCost: 'nothing', now });
  const completedAt = new Date('2026-11-22T11:59:42.5Z');
  const output = 'https://replicate.delivery/x/out.mp4';

  it('is nothing while it runs', () => {
    expect(meaning({ status: 'starting' })).toBeUndefined();
    expect(meaning({ status: 'processing' })).toBeUndefined();
  });

  it.each([[output], [[output]]])('is a clip when it succeeded with one address: %j', (given) => {
    expect(meaning({ status: 'succeeded', output: given, completedAt })).toEqual({
      kind: 'succeeded',
      output,
      providerSeconds: 42.5,
      at: completedAt.getTime(),
    });
  });

  it.each([[null], [[]], [[output, output]], ['not an address'], [{}]])(
    'is a failure without: %j',
    (given) => {
      expect(meaning({ status: 'succeeded', output: given, completedAt })).toMatchObject({
        kind: 'ended',
        failure: { code: 'provider-failed', retakeMayHelp: true, cost: 'price' },
      });
    },
  );

  it('is a lost output when the provider has deleted it', () => {
    expect(meaning({ status: 'succeeded', completedAt: new Date('2026-11-22T10:00:00Z') })).toMatchObject({
      failure: { code: 'output-lost' },
    });
  });

  it.each([
    ['canceled', 'cancelled', { code: 'cancelled', cost: 'price', retakeMayHelp: false }],
    ['aborted', 'cancelled', { code: 'cancelled', cost: 'nothing' }],
    ['canceled', 'provider-timeout', { code: 'provider-timeout', cost: 'price' }],
    ['canceled', undefined, { code: 'provider-failed', cost: 'price', retakeMayHelp: true }],
    ['aborted', undefined, { code: 'provider-timeout', cost: 'nothing' }],
  ] as const)('when it was %s because of %p', (status, stop, failure) => {
    expect(meaning({ status }, stop)).toMatchObject({ kind: 'ended', failure });
  });

  it('counts a failed one as the operator says', () => {
    const failed = prediction({ status: 'failed', error: 'it broke' });
    const cost = (failedCost: 'nothing' | 'price') => outcomeOf(failed, { stop: undefined, failedCost, now });
    expect(cost('nothing')).toMatchObject({ failure: { code: 'provider-failed', cost: 'nothing' } });
    expect(cost('price')).toMatchObject({ failure: { cost: 'price' } });
  });
});

describe('the text of a failure', () => {
  it.each([
    'The input or output was flagged as sensitive. Please try again with different inputs. (E005)',
    'NSFW content detected. Try running it again, or try a different prompt.',
    'The prompt was rejected: it violates our usage policies',
    'Your request was blocked by our moderation system.',
    'Responsible AI practices filtered this video',
  ])('tells moderation: %s', (text) => expect(isModeration(text)).toBe(true));

  it.each(['CUDA out of memory', 'Prediction interrupted; please retry (code: PA)', 'the train is late'])(
    'tells other failures: %s',
    (text) => expect(isModeration(text)).toBe(false),
  );

  it('is quoted without addresses and data', () => {
    expect(quotable('see https://replicate.com/p/1?token=secret\nor data:image/png;base64,AAAA now')).toBe(
      'see <address> or <address> now',
    );
    expect(quotable('x'.repeat(600))).toHaveLength(500);
  });
});

describe('finding a prediction again', () => {
  const picture = `data:image/png;base64,${'A'.repeat(5000)}`;
  const sent = {
    model: 'google/veo-3.1-fast',
    inputs: wordsOf({ prompt: 'A fox', duration: 4, image: picture }, ['image']),
    pictures: ['image'],
    webhook: 'https://kinoline.test/webhooks/replicate/this-one',
    adaptations: [],
  };
  const input = { prompt: 'A fox', duration: 4, image: picture };
  const sentAt = Date.parse('2026-11-22T11:59:00Z');
  const found = (changes: Partial<Prediction>) =>
    matches(prediction({ input, ...changes }), sent, sentAt, now.getTime());

  it('goes by the webhook address where it is repeated', () => {
    expect(found({ webhook: sent.webhook, createdAt: now, input: {} })).toBe(true);
    expect(found({ webhook: `${sent.webhook}-not` })).toBe(false);
  });

  it('goes by model and inputs otherwise, whatever became of the pictures', () => {
    expect(found({})).toBe(true);
    expect(
      found({ input: { prompt: 'A fox', duration: 4, image: 'https://replicate.delivery/x.png' } }),
    ).toBe(true);
    expect(found({ input: { prompt: 'A fox', duration: 4 } })).toBe(true);
    expect(found({ input: { ...input, duration: 8 } })).toBe(false);
    expect(found({ input: { ...input, seed: 1 } })).toBe(false);
    expect(found({ model: 'google/veo-3.1' })).toBe(false);
  });

  it('takes none from before the sending, and none so young that its own sender may not have claimed it', () => {
    expect(found({ createdAt: new Date(sentAt - 61_000) })).toBe(false);
    expect(found({ createdAt: new Date(now.getTime() - 2000) })).toBe(false);
  });

  it('keeps no picture', () => {
    expect(sent.inputs).toEqual({ prompt: 'A fox', duration: 4 });
  });
});

describe('the schedule of looks', () => {
  const looks = fc.nat(1000);
  const expected = fc.nat(600);
  const chance = fc.double({ min: 0, max: 1, noNaN: true });

  it('begins soon and never becomes quicker than a quarter of a second or slower than five and a half', () => {
    fc.assert(
      fc.property(looks, expected, chance, (count, seconds, luck) => {
        const wait = nextLookMs(count, seconds, luck);
        expect(wait).toBeGreaterThanOrEqual(270);
        expect(wait).toBeLessThanOrEqual(5500);
      }),
    );
    expect(nextLookMs(0, 50, 0.5)).toBe(300);
  });

  it('looks more often at a quick model', () => {
    expect(nextLookMs(30, 5, 0.5)).toBe(1000);
    expect(nextLookMs(30, 60, 0.5)).toBe(5000);
  });

  it('waits longer after every failure, up to a quarter of a minute', () => {
    expect([1, 2, 3, 4, 5, 6, 50].map((failures) => afterFailureMs(failures, 0.5))).toEqual([
      500, 1000, 2000, 4000, 8000, 15_000, 15_000,
    ]);
  });
});

describe('allowed origins', () => {
  const origins = ['https://replicate.delivery', 'https://*.replicate.delivery', 'http://127.0.0.1:8080'];

  it.each([
    ['https://replicate.delivery/a.mp4', true],
    ['https://pbxt.replicate.delivery/a.mp4', true],
    ['https://a.b.replicate.delivery/a.mp4', true],
    ['http://127.0.0.1:8080/a.mp4', true],
    ['http://replicate.delivery/a.mp4', false],
    ['http://127.0.0.1:8081/a.mp4', false],
    ['https://evilreplicate.delivery/a.mp4', false],
    ['https://replicate.delivery.evil.test/a.mp4', false],
    ['https://user:word@replicate.delivery/a.mp4', false],
    ['https://replicate.delivery:444/a.mp4', false],
    ['file:///etc/passwd', false],
  ])('%s: %p', (address, allowed) => expect(isAllowed(new URL(address), origins)).toBe(allowed));

  it('are recognised when they are set', () => {
    for (const origin of origins) expect(origin).toMatch(originPattern);
    for (const text of ['replicate.delivery', 'https://*', 'https://x/path', 'ftp://x']) {
      expect(text).not.toMatch(originPattern);
    }
  });
});

describe('the signature of a webhook', () => {
  const secret = `whsec_${Buffer.from('a secret').toString('base64')}`;
  const body = Buffer.from('{"id":"p1"}');
  const timestamp = String(now.getTime() / 1000);
  const sign = (time = timestamp) =>
    createHmac('sha256', 'a secret').update(`m1.${time}.`).update(body).digest('base64');
  const check = (headers: { timestamp?: string; signature?: string }, bytes: Uint8Array = body, at = now) =>
    isSignedBy(secret, { id: 'm1', timestamp, signature: `v1,${sign()}`, ...headers }, bytes, at);

  it('is right alone or among others', () => {
    expect(check({})).toBe(true);
    expect(check({ signature: `v1,AAAA v2,x v1,${sign()}` })).toBe(true);
  });

  it('is wrong for another body, another time, another version or none', () => {
    expect(check({}, Buffer.from('{"id":"p2"}'))).toBe(false);
    expect(check({ timestamp: String(Number(timestamp) + 1) })).toBe(false);
    expect(check({ signature: `v2,${sign()}` })).toBe(false);
    expect(check({ signature: '' })).toBe(false);
    expect(isSignedBy(secret, { id: undefined, timestamp, signature: sign() }, body, now)).toBe(false);
  });

  it('is too old after five minutes', () => {
    expect(check({}, body, new Date(now.getTime() + 299_000))).toBe(true);
    expect(check({}, body, new Date(now.getTime() + 301_000))).toBe(false);
    expect(check({ timestamp: 'NaN', signature: `v1,${sign('NaN')}` })).toBe(false);
  });
});
