import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { intendedTake } from '../../test/factories.js';
import type { Fact, Failure } from './fact.js';
import { type OpenTake, openTakeSchema, predictionIdOf, type TakeStateName } from './take.js';
import { takeAfter } from './take-after.js';

const sent = { model: 'google/veo-3.1-fast', inputs: { prompt: 'A fox' }, pictures: [], adaptations: [] };
const clip = { key: 'clip.mp4', bytes: 4, sha256: '0'.repeat(64), contentType: 'video/mp4' } as const;
const failure: Failure = { code: 'provider-failed', detail: 'it broke', retakeMayHelp: true, cost: 'price' };
const at = fc.nat({ max: 1_000_000 });
const sender = fc.constantFrom('a', 'b');
const predictionId = fc.constantFrom('p1', 'p2');

const fact: fc.Arbitrary<Fact> = fc.oneof(
  fc.record({ kind: fc.constant('over-budget'), detail: fc.string() } as const),
  fc.record({
    kind: fc.constant('unsendable'),
    failure: fc.constant({ ...failure, cost: 'nothing' }),
  } as const),
  fc.record({ kind: fc.constant('send-started'), sender, at, sent: fc.constant(sent) } as const),
  fc.record({ kind: fc.constant('not-created'), sender, notBefore: at } as const),
  fc.record({
    kind: fc.constant('refused'),
    sender,
    failure: fc.constant({ ...failure, cost: 'nothing' }),
  } as const),
  fc.record({ kind: fc.constant('created'), predictionId, at } as const),
  fc.record({ kind: fc.constant('never-found'), detail: fc.string() } as const),
  fc.record({ kind: fc.constant('succeeded'), output: fc.webUrl(), providerSeconds: at, at } as const),
  fc.record({ kind: fc.constant('ended'), failure: fc.constant(failure) } as const),
  fc.record({
    kind: fc.constant('stop-wanted'),
    because: fc.constantFrom('cancelled' as const, 'provider-timeout' as const),
    at,
  } as const),
  fc.record({ kind: fc.constant('cancel-sent') } as const),
  fc.record({ kind: fc.constant('nudged') } as const),
  fc.record({ kind: fc.constant('copied'), clip: fc.constant(clip) } as const),
  fc.record({ kind: fc.constant('copy-failed'), failure: fc.constant(failure) } as const),
);

const told = fc.array(fact, { maxLength: 40, size: 'max' });

/** Where a take may go next; what is not here must never happen. */
const ways: Record<TakeStateName, readonly TakeStateName[]> = {
  intended: ['sending', 'failed'],
  sending: ['waiting', 'intended', 'failed'],
  waiting: ['copying', 'failed'],
  copying: ['done', 'failed'],
  done: [],
  failed: [],
};

function afterAll(facts: readonly Fact[], take = intendedTake()): OpenTake {
  return facts.reduce(takeAfter, take);
}

describe('a take after any facts in any order', () => {
  it('only goes the ways of the protocol, and can always be stored', () => {
    fc.assert(
      fc.property(told, (facts) => {
        let take = intendedTake();
        for (const next of facts) {
          const after = takeAfter(take, next);
          if (after.state.name !== take.state.name) expect(ways[take.state.name]).toContain(after.state.name);
          expect(openTakeSchema.safeParse(after).error).toBeUndefined();
          take = after;
        }
      }),
    );
  });

  it('goes back from sending to intended by the sender alone', () => {
    fc.assert(
      fc.property(told, sender, (facts, other) => {
        const take = afterAll(facts);
        if (take.state.name !== 'sending') return;
        const after = takeAfter(take, { kind: 'not-created', sender: other, notBefore: 1 });
        expect(after.state.name === 'sending').toBe(take.state.sender !== other);
      }),
    );
  });

  it('is the same when a fact is told twice', () => {
    fc.assert(
      fc.property(told, fact, (facts, again) => {
        fc.pre(again.kind !== 'nudged' && again.kind !== 'send-started' && again.kind !== 'not-created');
        const once = takeAfter(afterAll(facts), again);
        expect(takeAfter(once, again)).toBe(once);
      }),
    );
  });

  it('never changes its prediction, its intent or an end', () => {
    fc.assert(
      fc.property(told, told, (facts, later) => {
        const before = afterAll(facts);
        const after = afterAll(later, before);
        expect(after.intent).toBe(before.intent);
        const id = predictionIdOf(before);
        if (id !== undefined) expect(predictionIdOf(after)).toBe(id);
        if (before.state.name === 'done' || before.state.name === 'failed') expect(after).toBe(before);
      }),
    );
  });
});

describe('a take', () => {
  const sending = afterAll([{ kind: 'send-started', sender: 'a', at: 1, sent }]);
  const waiting = takeAfter(sending, { kind: 'created', predictionId: 'p1', at: 2 });
  const cancel: Fact = { kind: 'stop-wanted', because: 'cancelled', at: 3 };

  it('that was not sent is not sent once its job is cancelled', () => {
    expect(takeAfter(intendedTake(), cancel).state).toMatchObject({
      name: 'failed',
      code: 'cancelled',
      costMicroUsd: 0,
    });
  });

  it('that is on its way is not sent again once its job is cancelled', () => {
    const after = takeAfter(takeAfter(sending, cancel), { kind: 'not-created', sender: 'a', notBefore: 9 });
    expect(after.state).toMatchObject({ name: 'failed', code: 'cancelled', costMicroUsd: 0 });
  });

  it('that runs is marked to be stopped, once', () => {
    const marked = takeAfter(waiting, cancel);
    expect(marked.stop).toEqual({ because: 'cancelled', at: 3 });
    expect(takeAfter(marked, { ...cancel, because: 'provider-timeout' })).toBe(marked);
  });

  it('whose clip is there keeps it although the job was cancelled', () => {
    const output = 'https://replicate.delivery/clip.mp4';
    const copying = takeAfter(waiting, { kind: 'succeeded', output, providerSeconds: 5, at: 4 });
    expect(takeAfter(copying, cancel)).toBe(copying);
    expect(takeAfter(copying, { kind: 'copied', clip }).state).toMatchObject({
      name: 'done',
      predictionId: 'p1',
    });
  });

  it('that nobody can find counts as spent', () => {
    expect(takeAfter(sending, { kind: 'never-found', detail: 'lost' }).state).toMatchObject({
      name: 'failed',
      code: 'ambiguous',
      costMicroUsd: 400_000,
    });
  });
});
