import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { clock, dollars, excerpt } from './figures.js';

describe('figures as people read them', () => {
  it('are never rounded down to nothing', () => {
    expect([dollars(4.8), dollars(0), dollars(0.004)]).toEqual(['$4.80', '$0.00', '$0.0040']);
  });

  it('tell times', () => {
    expect([clock(5), clock(65.4), clock(3723), clock(-1)]).toEqual(['0:05', '1:05', '1:02:03', '0:00']);
  });

  it('shorten texts without breaking a character', () => {
    expect(excerpt('a fox  crosses\nthe lake', 99)).toBe('a fox crosses the lake');
    expect(excerpt('a fox crosses the lake', 17)).toBe('a fox crosses…');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 50 }), (text, most) => {
        const short = excerpt(text, most);
        expect(short.length).toBeLessThanOrEqual(most);
        expect(short.isWellFormed()).toBe(text.isWellFormed() || short.isWellFormed());
      }),
    );
  });
});
