import { describe, expect, it } from '@jest/globals';
import { markdownTable, median, plainTable } from './figure.js';
import { peakOf } from './memory.js';

const figures = [
  { what: 'join', value: '1.2x', goal: 'at most 3x', met: true },
  { what: 'overhead', value: '7 s', goal: 'at most 5 s', met: false },
  { what: 'memory', value: '90 MiB' },
];

describe('the bench', () => {
  it('prints a table and says which goals are met', () => {
    expect(plainTable(figures).split('\n')).toEqual([
      'figure    measured  goal',
      'join      1.2x      at most 3x   met',
      'overhead  7 s       at most 5 s  NOT MET',
      'memory    90 MiB',
    ]);
    expect(markdownTable(figures)).toContain('| overhead | 7 s | at most 5 s | NOT MET |');
  });

  it('takes the middle of several runs', () => {
    expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2]);
    expect(() => median([])).toThrow('nothing was measured');
  });

  it('keeps the peak of each process', () => {
    const peak = peakOf(
      new Map([['a', 5]]),
      new Map([
        ['a', 3],
        ['b', 1],
      ]),
    );
    expect([...peak]).toEqual([
      ['a', 5],
      ['b', 1],
    ]);
  });
});
