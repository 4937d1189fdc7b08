import { setImmediate as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { logContext, withLogContext } from './log-context.js';

describe('withLogContext', () => {
  it('holds across awaits, adds up inside, and ends outside', async () => {
    const seen = await withLogContext({ jobId: 'a' }, async () => {
      await pause();
      return withLogContext({ scene: 2 }, async () => {
        await pause();
        return logContext();
      });
    });
    expect(seen).toEqual({ jobId: 'a', scene: 2 });
    expect(logContext()).toEqual({});
  });

  it('keeps two jobs at once apart', async () => {
    const run = (jobId: string) =>
      withLogContext({ jobId }, async () => {
        await pause();
        return logContext()['jobId'];
      });
    expect(await Promise.all([run('a'), run('b')])).toEqual(['a', 'b']);
  });
});
