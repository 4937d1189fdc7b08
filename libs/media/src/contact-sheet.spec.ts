import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sheetLayout } from './contact-sheet.js';

describe('the layout of a contact sheet', () => {
  it('fills the width with wide pictures', () => {
    expect(sheetLayout(3, 5, 16 / 9)).toMatchObject({
      cellWidth: 310,
      cellHeight: 174,
      width: 1598,
      height: 558,
    });
  });

  it('keeps tall pictures small', () => {
    expect(sheetLayout(1, 3, 9 / 16)).toMatchObject({ cellWidth: 240, cellHeight: 427 });
  });

  it('makes cells no larger than told', () => {
    expect(sheetLayout(3, 3, 16 / 9, 320)).toMatchObject({ cellWidth: 320, cellHeight: 180, width: 996 });
    expect(sheetLayout(3, 3, 9 / 16, 320)).toMatchObject({ cellWidth: 180, cellHeight: 320 });
  });

  it('holds all cells inside, whatever their number and shape', () => {
    const shapes = fc.constantFrom(16 / 9, 9 / 16, 1);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 12 }),
        shapes,
        (rows, columns, shape) => {
          const { width, height, cellWidth, cellHeight } = sheetLayout(rows, columns, shape);
          expect(width).toBeLessThanOrEqual(1600);
          expect(width).toBeGreaterThan(columns * cellWidth);
          expect(height).toBeGreaterThan(rows * cellHeight);
        },
      ),
    );
  });
});
