import { describe, expect, it } from '@jest/globals';
import { intendedTake } from '../../test/factories.js';
import { leased, mayKeep, released, renewed } from './lease.js';
import { Nap } from './nap.js';

describe('a lease', () => {
  const mine = { owner: 'me', leaseMs: 1000 };
  const other = { owner: 'another', leaseMs: 1000 };
  const take = leased(intendedTake(), mine, 5000);

  it('keeps others away until it ends', () => {
    expect(mayKeep(take, other, 5999)).toBe(false);
    expect(leased(take, other, 5999)).toBe(take);
    expect(leased(take, other, 6000).lease).toEqual({ owner: 'another', until: 7000 });
  });

  it('is renewed by its owner alone', () => {
    expect(renewed(take, mine, 5500).lease?.until).toBe(6500);
    expect(renewed(take, other, 9000)).toBe(take);
  });

  it('ends at once when its owner gives the take up', () => {
    expect(mayKeep(released(take, mine), other, 5001)).toBe(true);
    expect(released(take, other)).toBe(take);
  });
});

describe('a nap', () => {
  it('ends by itself', async () => {
    await expect(new Nap().sleep(1)).resolves.toBeUndefined();
  });

  it('ends when woken, and does not begin when woken before', async () => {
    const nap = new Nap();
    const sleeping = nap.sleep(1_000_000);
    nap.wake();
    await sleeping;
    nap.wake();
    await nap.sleep(1_000_000);
  });
});
