import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { jobIdOf } from '../jobs/job-id.js';
import { jobIdSchema } from '@kinoline/contracts';
import { pressData, pressDataMaxBytes, readPressData, splitMark, withMark } from './press-data.js';

const token = fc.stringMatching(/^[a-z0-9_.-]{1,8}$/);

describe('the data of a button', () => {
  it('comes back as it was, with its mark', () => {
    fc.assert(
      fc.property(token, token, fc.array(token, { maxLength: 2 }), fc.nat(), (topic, action, args, mark) => {
        const marked = withMark(pressData(topic, action, ...args), mark.toString(36));
        const { data, mark: read } = splitMark(marked);
        expect(readPressData(data)).toEqual({ topic, action, args });
        expect(read).toBe(mark.toString(36));
      }),
    );
  });

  it('carries a job with room to spare', () => {
    const jobId = v7();
    const data = pressData('board', 'lengthen', jobId, 999, 100);
    expect(Buffer.byteLength(data)).toBeLessThan(pressDataMaxBytes);
    expect(readPressData(data)?.args).toEqual([jobId, '999', '100']);
  });

  it('refuses what Telegram would', () => {
    expect(() =>
      pressData('film', 'prompt', 'a fox crosses a frozen lake at dawn, and then another'),
    ).toThrow(/too much for a button/);
  });

  it('is not read out of anything', () => {
    for (const data of ['', ':', 'film', 'film:', ':back']) expect(readPressData(data)).toBeUndefined();
  });
});

describe('the job an update asks for', () => {
  it('is the same whenever it is asked, and another one for another update', () => {
    const event = { updateId: 12, at: 1_700_000_000 };
    expect(jobIdOf(event)).toBe(jobIdOf(event));
    expect(jobIdSchema.safeParse(jobIdOf(event)).success).toBe(true);
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(), { minLength: 2, maxLength: 50 }), (ids) => {
        const jobs = ids.map((updateId) => jobIdOf({ updateId, at: 1_700_000_000 }));
        expect(new Set(jobs).size).toBe(ids.length);
      }),
    );
  });
});
