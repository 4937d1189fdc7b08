import { describe, expect, it } from '@jest/globals';
import { allOrNone } from './all-or-none.js';

const { signal } = new AbortController();

describe('allOrNone', () => {
  it('gives results in the order of the items, whatever ends first', async () => {
    const releases: (() => void)[] = [];
    const work = (item: number) => new Promise<number>((resolve) => releases.push(() => resolve(item * 10)));
    const all = allOrNone([1, 2, 3], work, { signal, atOnce: 3 });
    while (releases.length < 3) await Promise.resolve();
    releases.toReversed().forEach((release) => release());
    expect(await all).toEqual([10, 20, 30]);
  });

  it('aborts the others at the first failure, and throws it only when all have ended', async () => {
    const ended: string[] = [];
    const work = async (item: string, stop: AbortSignal) => {
      if (item === 'bad') throw new Error('bad');
      await new Promise((resolve) => stop.addEventListener('abort', resolve));
      ended.push(item);
      stop.throwIfAborted();
    };
    await expect(allOrNone(['long', 'bad', 'later'], work, { signal, atOnce: 2 })).rejects.toThrow('bad');
    expect(ended).toEqual(['long']);
  });

  it('ends with the reason of an abort from outside', async () => {
    const reason = new Error('shutdown');
    const work = () => Promise.resolve(1);
    await expect(allOrNone([1], work, { signal: AbortSignal.abort(reason), atOnce: 1 })).rejects.toBe(reason);
  });
});
