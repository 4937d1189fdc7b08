import { describe, expect, it } from '@jest/globals';
import { describeDifference, differencesOf } from './compare.js';

describe('differencesOf', () => {
  it('finds nothing when the server keeps what was asked and more', () => {
    const asked = { subjects: ['a.>'], max_age: 5, allow_direct: false };
    expect(differencesOf('stream A', asked, { ...asked, placement: {}, consumers: 3 })).toEqual([]);
    expect(differencesOf('stream A', asked, { subjects: ['a.>'], max_age: 5 })).toEqual([]);
  });

  it('names every field that is another or was dropped', () => {
    const found = differencesOf(
      'stream A',
      { subjects: ['a.>'], ttl: 5, discard: 'new' },
      { subjects: ['b'], discard: 'old' },
    );
    expect(found.map(describeDifference)).toEqual([
      'stream A: subjects is ["b"] instead of ["a.>"]',
      'stream A: ttl was dropped by the server (asked for 5)',
      'stream A: discard is old instead of new',
    ]);
  });

  it('does not take a missing number for zero', () => {
    expect(differencesOf('consumer C', { max_ack_pending: 0 }, {})).toHaveLength(1);
  });
});
