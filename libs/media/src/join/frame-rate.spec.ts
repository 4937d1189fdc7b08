import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { filmRate, rateOf, usualRate, usualTimescale } from './frame-rate.js';

describe('filmRate', () => {
  it.each([
    [
      { num: 24, den: 1 },
      { num: 24, den: 1 },
    ],
    [
      { num: 192_000, den: 8001 },
      { num: 24, den: 1 },
    ],
    [
      { num: 24_000, den: 1001 },
      { num: 24_000, den: 1001 },
    ],
    [
      { num: 23_976, den: 1000 },
      { num: 24_000, den: 1001 },
    ],
    [
      { num: 30_000, den: 1001 },
      { num: 30_000, den: 1001 },
    ],
    [
      { num: 16, den: 1 },
      { num: 16, den: 1 },
    ],
    [
      { num: 25, den: 2 },
      { num: 25, den: 2 },
    ],
    [
      { num: 240, den: 1 },
      { num: 60, den: 1 },
    ],
    [
      { num: 1, den: 10 },
      { num: 1, den: 1 },
    ],
  ])('reads %j as %j', (measured, rate) => {
    expect(filmRate(measured)).toEqual(rate);
  });

  it('is stable and stays close', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 60_000 }), (thousandths) => {
        const rate = filmRate({ num: thousandths, den: 1000 });
        expect(filmRate(rate)).toEqual(rate);
        expect(Math.abs(rateOf(rate) / (thousandths / 1000) - 1)).toBeLessThan(0.001);
      }),
    );
  });
});

describe('usualRate', () => {
  it('takes the nearest', () => {
    expect(usualRate({ num: 2183, den: 100 })).toEqual({ num: 24, den: 1 });
    expect(usualRate({ num: 281, den: 10 })).toEqual({ num: 30, den: 1 });
  });
});

describe('usualTimescale', () => {
  it('counts pictures in whole ticks', () => {
    expect(usualTimescale({ num: 24, den: 1 })).toBe(12_288);
    expect(usualTimescale({ num: 30_000, den: 1001 })).toBe(30_000);
  });
});
