import { describe, expect, it } from '@jest/globals';
import { LineLog } from './line-log.js';

describe('LineLog', () => {
  it('keeps the last lines and no more', () => {
    const log = new LineLog(3);
    for (const line of ['a', 'b', 'c', 'd']) log.add(line);
    expect(log.all()).toEqual(['b', 'c', 'd']);
    expect(log.tail(2)).toBe('c\nd');
  });
});
