import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { type ChatLimits, chatLimits } from './chat-windows.js';
import type { Pass } from './pass.js';
import { Turnstile } from './turnstile.js';

const limits = chatLimits(25);

/** A call: when it is asked for, how long it takes, and when within that time the server counts it. */
interface Planned extends Pass {
  readonly at: number;
  readonly takes: number;
  readonly counted: number;
}

/** When the server counted the calls, by chat. */
async function serve(calls: readonly Planned[], of: ChatLimits): Promise<{ chatId: string; at: number }[]> {
  const turnstile = new Turnstile(of, () => Date.now());
  const counted: { chatId: string; at: number }[] = [];
  const all = calls.map(async ({ at, takes, counted: part, ...pass }) => {
    await new Promise((resolve) => setTimeout(resolve, at));
    const leave = await turnstile.enter(pass);
    counted.push({ chatId: pass.chatId, at: Date.now() + takes * part });
    await new Promise((resolve) => setTimeout(resolve, takes));
    leave();
  });
  await jest.runAllTimersAsync();
  await Promise.all(all);
  return counted;
}

/** The most calls in any period. */
function densest(times: readonly number[], ms: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return Math.max(0, ...sorted.map((from) => sorted.filter((at) => at >= from && at < from + ms).length));
}

describe('the turnstile', () => {
  beforeEach(() => void jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick'] }));
  afterEach(() => void jest.useRealTimers());

  const call = fc.record({
    chatId: fc.constantFrom('1', '2', '3', '-4'),
    kind: fc.constant('message' as const),
    at: fc.nat(5_000),
    takes: fc.nat(400),
    counted: fc.double({ min: 0, max: 1, noNaN: true }),
  });

  it('never lets the server see more than its limits, in any period, however long calls take', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(call, { maxLength: 80 }), async (calls) => {
        const counted = await serve(calls, { ...limits, all: { calls: 5, ms: 1_000 } });
        expect(counted).toHaveLength(calls.length);
        expect(
          densest(
            counted.map(({ at }) => at),
            1_000,
          ),
        ).toBeLessThanOrEqual(5);
        for (const chat of new Set(calls.map(({ chatId }) => chatId))) {
          const own = counted.filter(({ chatId }) => chatId === chat).map(({ at }) => at);
          expect(densest(own, 3_000)).toBeLessThanOrEqual(3);
          if (chat.startsWith('-')) expect(densest(own, 60_000)).toBeLessThanOrEqual(20);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('lets a burst pass, then one a second, in order', async () => {
    const turnstile = new Turnstile(limits, () => Date.now());
    const from = Date.now();
    const passed: [number, number][] = [];
    const pass = { chatId: '1', kind: 'message' } as const;
    for (const number of [1, 2, 3, 4, 5, 6, 7])
      void turnstile.enter(pass).then((leave) => {
        passed.push([number, Date.now() - from]);
        leave();
      });
    await jest.advanceTimersByTimeAsync(7_000);
    expect(passed).toEqual([
      [1, 0],
      [2, 0],
      [3, 0],
      [4, 3_000],
      [5, 3_000],
      [6, 3_000],
      [7, 6_000],
    ]);
  });

  it('keeps nobody waiting for another chat, and answers to presses for nobody', async () => {
    const turnstile = new Turnstile(limits, () => Date.now());
    const enter = (chatId: string, kind: Pass['kind']): Promise<unknown> => turnstile.enter({ chatId, kind });
    await Promise.all([1, 2, 3].map(() => enter('1', 'message')));
    void enter('1', 'message');
    await enter('2', 'message');
    // As many deletions as may be under way, and none is answered.
    await Promise.all(Array.from({ length: limits.quiet.calls }, (_, chat) => enter(String(chat), 'quiet')));
    await enter('', 'press');
  });

  it('lets whoever gives up leave the line', async () => {
    const turnstile = new Turnstile(limits, () => Date.now());
    const pass = { chatId: '1', kind: 'message' } as const;
    for (const leave of await Promise.all([1, 2, 3].map(() => turnstile.enter(pass)))) leave();
    const impatient = new AbortController();
    const waiting = turnstile.enter(pass, impatient.signal);
    const next = turnstile.enter(pass);
    impatient.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    await expect(turnstile.enter(pass, impatient.signal)).rejects.toThrow('enough');
    await jest.advanceTimersByTimeAsync(3_000);
    await next;
  });

  it('writes nothing at first, when somebody may have written until just now', async () => {
    const turnstile = new Turnstile(limits, () => Date.now());
    turnstile.rest(limits.chat.ms);
    expect(turnstile.pauseOf({ chatId: '', kind: 'press' })).toBe(0);
    const passed = jest.fn();
    void turnstile.enter({ chatId: '1', kind: 'message' }).then(passed);
    await jest.advanceTimersByTimeAsync(2_900);
    expect(passed).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(200);
    expect(passed).toHaveBeenCalled();
  });

  it('pauses a chat, and all chats when a second one is refused meanwhile', async () => {
    const turnstile = new Turnstile(limits, () => Date.now());
    const message = (chatId: string): Pass => ({ chatId, kind: 'message' });
    turnstile.pause(message('1'), 5_000);
    expect(['1', '2'].map((id) => turnstile.pauseOf(message(id)))).toEqual([5_000, 0]);
    turnstile.pause(message('2'), 7_000);
    expect(['1', '2', '3'].map((id) => turnstile.pauseOf(message(id)))).toEqual([7_000, 7_000, 7_000]);
    expect(turnstile.pauseOf({ chatId: '1', kind: 'quiet' })).toBe(0);
    const passed = jest.fn();
    void turnstile.enter(message('3')).then(passed);
    await jest.advanceTimersByTimeAsync(6_900);
    expect(passed).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(200);
    expect(passed).toHaveBeenCalled();
  });

  it('pauses what writes nothing in the chat where it was refused, and presses by their own refusals alone', () => {
    const turnstile = new Turnstile(limits, () => Date.now());
    const [quiet, press] = [
      (chatId: string): Pass => ({ chatId, kind: 'quiet' }),
      { chatId: '', kind: 'press' } as const,
    ];
    turnstile.pause(quiet('-1'), 40_000);
    turnstile.pause(quiet('2'), 30_000);
    expect([quiet('-1'), quiet('2'), quiet('3'), press].map((pass) => turnstile.pauseOf(pass))).toEqual([
      40_000, 30_000, 0, 0,
    ]);
    expect(turnstile.pauseOf({ chatId: '-1', kind: 'message' })).toBe(0);
    turnstile.pause(press, 5_000);
    expect([press, quiet('3')].map((pass) => turnstile.pauseOf(pass))).toEqual([5_000, 0]);
  });

  it('does not count an upload as running all the while', async () => {
    const turnstile = new Turnstile({ ...limits, all: { calls: 1, ms: 1_000 } }, () => Date.now());
    const leave = await turnstile.enter({ chatId: '1', kind: 'upload' });
    const passed = jest.fn();
    void turnstile.enter({ chatId: '2', kind: 'message' }).then(passed);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(passed).toHaveBeenCalled();
    leave();
  });
});
