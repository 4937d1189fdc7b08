import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { CallPace } from './call-pace.js';

const { signal } = new AbortController();
// It stands, so that the pauses do not depend on when a call comes.
const clock = { now: () => 1_000_000, chance: () => 0.5 };

/** Milliseconds until all of so many calls that come at once had their turn. */
async function lasts(pace: CallPace, calls: number): Promise<number> {
  const begun = performance.now();
  await Promise.all(Array.from({ length: calls }, () => pace.turn({ signal })));
  return performance.now() - begun;
}

describe('the pace of calls', () => {
  it('lets the first one through at once and spaces the others', async () => {
    const pace = new CallPace(3000, clock);
    const first = pace.turn({ signal }).then(() => 'at once');
    expect(await Promise.race([first, turnOfTheLoop('later')])).toBe('at once');
    // Timers may fire a millisecond early.
    expect(await lasts(pace, 6)).toBeGreaterThanOrEqual(6 * 20 - 10);
  });

  it('rests when the provider wants it', async () => {
    const pace = new CallPace(60_000, clock);
    pace.rest(100);
    expect(await lasts(pace, 1)).toBeGreaterThanOrEqual(95);
  });

  it('gives a wait up when its signal fires', async () => {
    const pace = new CallPace(60_000, clock);
    pace.rest(60_000);
    await expect(pace.turn({ signal: AbortSignal.timeout(5) })).rejects.toThrow();
  });
});
