import { describe, expect, it } from '@jest/globals';
import { letterLines, lettersText } from './letters-text.js';
import { readOrder } from './order.js';

const letter = {
  letter: 7,
  time: new Date('2026-01-02T03:04:05.678Z'),
  service: 'framer',
  message: 'ClipGenerated',
  subject: 'video.clip.generated.019a0000-0000-7000-8000-000000000001.2.1',
  sequence: 40,
  deliveries: 27,
  errorName: 'PermanentError',
  error: 'no room',
};

describe('the list of dead letters', () => {
  it('has a row for each, with what a replay takes first', () => {
    const rows = lettersText([letter]).split('\n');
    expect(rows.map((row) => row.replaceAll(/ {2,}/g, ' | '))).toEqual([
      'sequence | time | service | message | job | deliveries | error',
      '7 | 2026-01-02T03:04:05Z | framer | ClipGenerated | 019a0000-0000-7000-8000-000000000001 | 27 | PermanentError: no room',
    ]);
    expect(letterLines([letter])).toMatchObject([{ sequence: 7, deliveries: 27 }]);
  });

  it("names no job where the message is a chat's", () => {
    const update = { ...letter, message: 'UpdateReceived', subject: 'telegram.update.received.7' };
    expect(letterLines([update])).toMatchObject([{ job: '' }]);
  });

  it('says so when there are none', () => {
    expect(lettersText([])).toBe('no dead letters');
  });
});

describe('what is asked', () => {
  it('is the list, or one replay', () => {
    expect(readOrder([])).toEqual({ kind: 'list' });
    expect(readOrder(['replay', '7'])).toEqual({ kind: 'replay', sequence: 7 });
  });

  it.each([
    [['list'], 'list is nothing to do'],
    [['replay'], 'nothing is no sequence'],
    [['replay', '0'], '0 is no sequence'],
    [['replay', 'all'], 'all is no sequence'],
    [['replay', '1', '2'], 'replay is nothing to do'],
  ])('is refused as %p', (words, text) => {
    expect(() => readOrder(words)).toThrow(text);
  });
});
