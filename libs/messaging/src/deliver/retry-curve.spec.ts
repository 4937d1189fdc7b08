import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { defaultDeliveryPolicy } from './delivery-policy.js';
import { defaultRetryCurve, type RetryCurve, retryDelayMs } from './retry-curve.js';

const curves: fc.Arbitrary<RetryCurve> = fc.record({
  firstMs: fc.integer({ min: 1, max: 60_000 }),
  factor: fc.double({ min: 1, max: 10, noNaN: true }),
  longestMs: fc.integer({ min: 1, max: 3_600_000 }),
  jitter: fc.double({ min: 0, max: 1, noNaN: true }),
});
const failures = fc.integer({ min: 0, max: 10_000 });
const chance = fc.double({ min: 0, max: 1, noNaN: true });

describe('retryDelayMs', () => {
  it('is a whole number of milliseconds between 1 and the longest pause', () => {
    fc.assert(
      fc.property(failures, curves, chance, (failed, curve, random) => {
        const delay = retryDelayMs(failed, curve, random);
        expect(Number.isInteger(delay)).toBe(true);
        expect(delay).toBeGreaterThanOrEqual(1);
        expect(delay).toBeLessThanOrEqual(curve.longestMs);
      }),
    );
  });

  it('never shrinks from one failure to the next when chance is the same', () => {
    fc.assert(
      fc.property(failures, curves, chance, (failed, curve, random) => {
        expect(retryDelayMs(failed + 1, curve, random)).toBeGreaterThanOrEqual(
          retryDelayMs(failed, curve, random),
        );
      }),
    );
  });

  it('is shortened by chance by no more than its share', () => {
    fc.assert(
      fc.property(failures, curves, chance, (failed, curve, random) => {
        const full = retryDelayMs(failed, curve, 0);
        const delay = retryDelayMs(failed, curve, random);
        expect(delay).toBeLessThanOrEqual(full);
        expect(delay).toBeGreaterThanOrEqual(Math.floor(full * (1 - curve.jitter)) - 1);
      }),
    );
  });

  it('is 1, 3, 9, 27, 81, 240, 240 seconds without chance', () => {
    const delays = [1, 2, 3, 4, 5, 6, 7].map((failed) => retryDelayMs(failed, defaultRetryCurve, 0) / 1_000);
    expect(delays).toEqual([1, 3, 9, 27, 81, 240, 240]);
  });
});

describe('the default delivery policy', () => {
  const minutes = (random: number): number => {
    const { attempts, retry } = defaultDeliveryPolicy;
    const pauses = Array.from({ length: attempts - 1 }, (_one, at) => retryDelayMs(at + 1, retry, random));
    return pauses.reduce((sum, pause) => sum + pause, 0) / 60_000;
  };

  it('tries for about an hour', () => {
    expect(minutes(0.5)).toBeGreaterThan(58);
    expect(minutes(0.5)).toBeLessThan(64);
  });

  it('outlasts an outage of half an hour, whatever chance does', () => {
    expect(minutes(1)).toBeGreaterThan(50);
    expect(minutes(0)).toBeLessThan(72);
  });
});
