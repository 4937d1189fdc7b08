import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { batchOf, unconfirmed } from './batch.js';
import type { Entry } from './entry.js';

const entry = (id: number, more: Partial<Entry> = {}): Entry => ({
  ...{ update: { update_id: id }, at: 0, chatId: 1, deliveries: 0, again: 0, confirmed: false },
  ...more,
});
const ids = (entries: readonly Entry[]): number[] => entries.map(({ update }) => update.update_id);
const usual = { times: 1, windowMs: 0 };

describe('a batch', () => {
  it('has everything that is not confirmed, in order, up to the limit', () => {
    const pending = [entry(1, { deliveries: 1 }), entry(2), entry(3)];
    expect(ids(batchOf(pending, usual, 2, 0))).toEqual([1, 2]);
    expect(ids(unconfirmed(pending, 3, usual))).toEqual([3]);
    expect(ids(unconfirmed(pending, -2, usual))).toEqual([2, 3]);
    expect(ids(batchOf([entry(1, { deliveries: 1, again: 2 })], usual, 100, 0))).toEqual([1, 1, 1]);
  });

  it('holds back what is younger than the window', () => {
    const pending = [entry(1, { at: 0 }), entry(2, { at: 40 })];
    expect(ids(batchOf(pending, { times: 2, windowMs: 50 }, 100, 60))).toEqual([1, 1]);
  });

  it('shuffled loses nothing, whatever the bot confirms', () => {
    const mode = { times: 3, windowMs: 10 };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 20 }), (count, limit) => {
        let pending: readonly Entry[] = Array.from({ length: count }, (_, index) => entry(index + 1));
        const got = new Set<number>();
        for (let round = 0; pending.length > 0 && round < 1_000; round += 1) {
          const batch = batchOf(pending, mode, limit, 100);
          for (const one of batch) {
            one.deliveries += 1;
            got.add(one.update.update_id);
          }
          pending = unconfirmed(pending, (ids(batch).at(-1) ?? 0) + 1, mode);
        }
        expect(got.size).toBe(count);
      }),
    );
  });
});
