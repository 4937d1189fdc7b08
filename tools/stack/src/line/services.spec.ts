import { describe, expect, it } from '@jest/globals';
import { complaintIn } from './services.js';

const log = (level: string, msg: string): string =>
  JSON.stringify({ level, time: 1, service: 'planner', msg });

describe('what a service complained about', () => {
  it('is its last word, else its last error, else its last warning', () => {
    const lines = [
      log('warn', 'no luck yet'),
      log('error', 'no luck'),
      'planner: no luck at all',
      log('info', 'bye'),
    ];
    expect(complaintIn('planner', lines)).toBe('no luck at all');
    expect(complaintIn('planner', lines.toSpliced(2, 1))).toBe('no luck');
    expect(complaintIn('planner', lines.toSpliced(1, 2))).toBe('no luck yet');
  });

  it('is never a raw log line', () => {
    expect(complaintIn('planner', ['Error: stack', log('info', 'started')])).toBe('Error: stack');
    expect(complaintIn('planner', [log('info', 'started')])).toMatch(/^it did not get ready/);
    expect(complaintIn('planner', [])).toMatch(/^it did not get ready/);
  });
});
