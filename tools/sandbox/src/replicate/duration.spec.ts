import { describe, expect, it } from '@jest/globals';
import { parseCancelAfter, parsePreferWait } from './duration.js';

describe('Cancel-After', () => {
  it.each([
    ['90', 90_000],
    ['30s', 30_000],
    ['1h30m45s', 5_445_000],
    ['4s', undefined],
    ['soon', undefined],
    ['', undefined],
  ])('%s is %s ms', (header, ms) => {
    expect(parseCancelAfter(header)).toBe(ms);
  });
});

describe('Prefer', () => {
  it.each([
    [undefined, 0],
    ['wait', 60_000],
    ['wait=5', 5_000],
    ['wait=600', 60_000],
    ['respond-async', 0],
  ])('%s waits %d ms', (header, ms) => {
    expect(parsePreferWait(header)).toBe(ms);
  });
});
