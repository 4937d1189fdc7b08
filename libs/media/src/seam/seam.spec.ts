import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { colourDistance } from './colour-distance.js';
import { structuralSimilarity, type GreyPicture } from './structural-similarity.js';

const picture = (pixels: Uint8Array): GreyPicture => ({ width: 16, height: 12, pixels });
const pictures = fc.uint8Array({ minLength: 192, maxLength: 192 }).map(picture);
const grids = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 12, maxLength: 12 });

describe('structural similarity', () => {
  it('is 1 for any picture and itself', () => {
    fc.assert(fc.property(pictures, (a) => Math.abs(structuralSimilarity(a, a) - 1) < 1e-9));
  });

  it('is symmetric and stays between -1 and 1', () => {
    fc.assert(
      fc.property(pictures, pictures, (a, b) => {
        const found = structuralSimilarity(a, b);
        expect(Math.abs(found - structuralSimilarity(b, a))).toBeLessThan(1e-9);
        expect(Math.abs(found)).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });

  it('is negative for inverted structure', () => {
    const stripes = picture(Uint8Array.from({ length: 192 }, (_, index) => (index % 2 === 0 ? 100 : 150)));
    const inverted = picture(stripes.pixels.map((value) => 250 - value));
    expect(structuralSimilarity(stripes, inverted)).toBeLessThan(-0.8);
  });

  it('refuses pictures that cannot be compared', () => {
    const small = { width: 4, height: 4, pixels: new Uint8Array(16) };
    expect(() => structuralSimilarity(small, small)).toThrow(RangeError);
    expect(() => structuralSimilarity(small, picture(new Uint8Array(192)))).toThrow(RangeError);
  });
});

describe('colour distance', () => {
  it('is 0 for the same colours and symmetric', () => {
    fc.assert(
      fc.property(grids, grids, (a, b) => {
        expect(colourDistance(a, a)).toBe(0);
        expect(colourDistance(a, b)).toBeCloseTo(colourDistance(b, a));
      }),
    );
  });

  it('is the mean over cells, so that opposite shifts do not cancel out', () => {
    expect(colourDistance([50, 0, 0, 50, 0, 0], [60, 0, 0, 40, 0, 0])).toBe(10);
    expect(colourDistance([0, 0, 0], [0, 3, 4])).toBe(5);
  });

  it('refuses grids of different sizes', () => {
    expect(() => colourDistance([1, 2, 3], [])).toThrow(RangeError);
  });
});
