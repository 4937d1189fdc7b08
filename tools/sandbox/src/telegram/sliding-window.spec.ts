import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SlidingWindow } from './sliding-window.js';

describe('a sliding window', () => {
  it('lets the limit pass in any stretch of its length', () => {
    const window = new SlidingWindow(2, 1_000);
    window.take('a', 1, 0);
    expect(window.wait('a', 900)).toBe(0);
    window.take('a', 1, 900);
    expect(window.wait('a', 950)).toBe(50);
    expect(window.wait('a', 1_000)).toBe(0);
    expect(window.wait('b', 950)).toBe(0);
  });

  it('never lets more than the limit pass, one at a time', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 60 });
    fc.assert(
      fc.property(gaps, fc.integer({ min: 1, max: 5 }), (pauses, limit) => {
        const window = new SlidingWindow(limit, 1_000);
        const passed: number[] = [];
        let now = 0;
        for (const gap of pauses) {
          now += gap;
          if (window.wait('key', now) > 0) continue;
          window.take('key', 1, now);
          passed.push(now);
        }
        for (const from of passed) {
          expect(passed.filter((at) => at >= from && at < from + 1_000).length).toBeLessThanOrEqual(limit);
        }
      }),
    );
  });

  it('blocks after an album until the album has left', () => {
    const window = new SlidingWindow(3, 3_000);
    window.take('a', 10, 0);
    expect(window.wait('a', 1)).toBe(2_999);
  });

  it('of limit 0 lets everything pass', () => {
    const window = new SlidingWindow(0, 1_000);
    window.take('a', 100, 0);
    expect(window.wait('a', 0)).toBe(0);
  });
});
