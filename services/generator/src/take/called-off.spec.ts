import { describe, expect, it } from '@jest/globals';
import { isCalledOff } from './called-off.js';

describe('a take of cut 2', () => {
  it.each([
    [[], false],
    [[1], false],
    [[2], true],
    [[3], true],
    [[1, 3], true],
  ])('is called off with the cuts %j: %p', (cuts, expected) => {
    expect(isCalledOff({ cut: 2 }, cuts)).toBe(expected);
  });
});
