import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { waitFor } from './wait-for.js';

describe('waitFor', () => {
  it('answers with the first answer that is not "not yet", be it 0 or the empty text', async () => {
    const answers = [undefined, null, false, 0];
    expect(await waitFor(() => answers.shift(), { what: 'a number', intervalMs: 1 })).toBe(0);
    expect(await waitFor(() => '', { what: 'a text' })).toBe('');
  });

  it('takes an error for "not yet", and names it when time is up', async () => {
    const cause = new Error('connection refused');
    const wait = waitFor(() => Promise.reject(cause), { what: 'the server', timeoutMs: 30, intervalMs: 1 });
    await expect(wait).rejects.toMatchObject({ message: 'Waited 30 ms in vain for the server', cause });
  });

  it('asks once more when time is up', async () => {
    let holds = false;
    const slow = async (): Promise<boolean> => {
      if (holds) return true;
      await pause(40);
      holds = true;
      return false;
    };
    expect(await waitFor(slow, { what: 'what holds by now', timeoutMs: 20, intervalMs: 1 })).toBe(true);
  });

  it('gives up at once when its signal fires', async () => {
    const signal = AbortSignal.abort(new Error('the process ended'));
    await expect(waitFor(() => false, { what: 'nothing', signal })).rejects.toThrow('the process ended');
  });
});
