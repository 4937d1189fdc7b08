import { describe, expect, it } from '@jest/globals';
import { parseRange } from './delivery.js';

describe('a range', () => {
  it.each([
    [undefined, undefined],
    ['bytes=0-9', [0, 9]],
    ['bytes=90-', [90, 99]],
    ['bytes=-10', [90, 99]],
    ['bytes=50-500', [50, 99]],
    ['bytes=100-', null],
    ['lines=1-2', undefined],
  ])('%s of 100 bytes is %j', (header, expected) => {
    expect(parseRange(header, 100)).toEqual(expected);
  });
});
