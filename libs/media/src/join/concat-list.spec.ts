import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { concatList } from './concat-list.js';

describe('concatList', () => {
  it('names the pieces and their lengths', () => {
    expect(concatList([{ seconds: 8 }, { seconds: 4.004 }])).toBe(
      [
        'ffconcat version 1.0',
        ...['file piece-001.mp4', 'duration 8.000000'],
        ...['file piece-002.mp4', 'duration 4.004000', ''],
      ].join('\n'),
    );
  });

  it('does not add up the rounding of lengths', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 100 }), (frames) => {
        const pieces = frames.map((count) => ({ seconds: (count * 1001) / 24_000 }));
        const listed = [...concatList(pieces).matchAll(/duration (\S+)/g)].map(([, text]) => Number(text));
        const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
        expect(Math.abs(sum(listed) - sum(pieces.map(({ seconds }) => seconds)))).toBeLessThan(1e-6);
      }),
    );
  });
});
