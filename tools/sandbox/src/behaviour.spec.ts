import { describe, expect, it } from '@jest/globals';
import { openBehaviourBook } from './behaviour.js';

const creation = {
  provider: 'replicate',
  operation: 'prediction.create',
  model: 'a/b',
  prompt: 'A fox',
} as const;

describe('the rules', () => {
  it('apply to what they match, so many times, after so many', () => {
    const book = openBehaviourBook();
    book.add({ match: { promptIncludes: 'fox' }, action: { kind: 'moderate' }, times: 1, skip: 1 });
    expect(book.effectsOn({ ...creation, prompt: 'A bear' })).toEqual({});
    expect(book.effectsOn(creation)).toEqual({});
    expect(book.effectsOn(creation)).toEqual({ outcome: { kind: 'moderate' } });
    expect(book.effectsOn(creation)).toEqual({});
    expect(book.rules()).toEqual([]);
  });

  it('add up when they do different things, and queue when they do the same', () => {
    const book = openBehaviourBook();
    book.add({ action: { kind: 'delay', ms: 5 } });
    book.add({ action: { kind: 'respond', status: 500 }, times: 1 });
    book.add({ action: { kind: 'drop', when: 'before' }, times: 1 });
    expect(book.effectsOn(creation).answer).toEqual({ kind: 'respond', status: 500 });
    expect(book.effectsOn(creation)).toMatchObject({ delay: { ms: 5 }, answer: { kind: 'drop' } });
  });

  it('about Telegram may mean one chat', () => {
    const book = openBehaviourBook();
    book.add({ match: { operation: 'sendMessage', chat: 7 }, action: { kind: 'respond', status: 429 } });
    const call = { provider: 'telegram', operation: 'sendMessage' } as const;
    expect(book.effectsOn({ ...call, chat: 8 })).toEqual({});
    expect(book.effectsOn({ ...call, chat: 7 }).answer).toEqual({ kind: 'respond', status: 429 });
  });

  it('about heaviness have a usual weight', () => {
    const book = openBehaviourBook();
    book.add({ action: { kind: 'heavy' } });
    expect(book.effectsOn(creation).heavy).toEqual({ kind: 'heavy', bytesPerSecond: 6_000_000 });
  });

  it('about the outcome wait for a creation', () => {
    const book = openBehaviourBook();
    book.add({ action: { kind: 'fail', error: 'x' }, times: 1 });
    expect(book.effectsOn({ ...creation, operation: 'prediction.get' })).toEqual({});
    expect(book.effectsOn(creation).outcome).toEqual({ kind: 'fail', error: 'x' });
  });

  it('are refused when malformed', () => {
    expect(() => openBehaviourBook().add({ action: { kind: 'explode' } })).toThrow();
  });
});
