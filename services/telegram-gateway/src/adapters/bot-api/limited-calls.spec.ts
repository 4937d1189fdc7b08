import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ChatBusyError, ChatRefusedError, ChatUnreachableError } from '../../telegram/chat-errors.js';
import { chatLimits } from '../pace/chat-windows.js';
import { Turnstile } from '../pace/turnstile.js';
import { BotApiError } from './bot-api.js';
import type { Failure } from './failure.js';
import { type Destination, type LimitedCall, LimitedCalls } from './limited-calls.js';

const fails = (failure: Failure): Promise<never> => Promise.reject(new BotApiError(failure.kind, failure));

describe('calls under limits', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  const calls = (): LimitedCalls => new LimitedCalls(new Turnstile(chatLimits(25), () => Date.now()), 1);
  const message = (run: LimitedCall<string>['run'], chatId = '1'): LimitedCall<string> => ({
    ...{ chatId, kind: 'message', repeatable: false, run },
  });

  it('follow a group to its new id, and go there at once the next time', async () => {
    const limited = calls();
    const asked: string[] = [];
    const run = ({ chat_id: chatId }: Destination): Promise<string> => {
      asked.push(chatId);
      return chatId === '-1' ? fails({ kind: 'moved', chatId: '-1001' }) : Promise.resolve('done');
    };
    const first = limited.call(message(run, '-1'));
    await jest.advanceTimersByTimeAsync(5_000);
    expect(await first).toBe('done');
    expect(await limited.call(message(run, '-1'))).toBe('done');
    expect(asked).toEqual(['-1', '-1001', '-1001']);
  });

  it('go into a topic of a group, and into the group when the topic is gone', async () => {
    const limited = calls();
    const asked: Destination[] = [];
    const run = (to: Destination): Promise<string> => {
      asked.push(to);
      return to.message_thread_id === 6 ? fails({ kind: 'topic-gone' }) : Promise.resolve('done');
    };
    const all = ['-1/5', '-1/6', '-1/6'].map((address) => limited.call(message(run, address)));
    await jest.advanceTimersByTimeAsync(10_000);
    expect(await Promise.all(all)).toEqual(['done', 'done', 'done']);
    expect(asked.filter(({ message_thread_id: topic }) => topic === 5)).toEqual([
      { chat_id: '-1', message_thread_id: 5 },
    ]);
    expect(asked.filter(({ message_thread_id: topic }) => topic === undefined)).toHaveLength(2);
  });

  it('come to an end when Telegram refuses again and again', async () => {
    const run = jest.fn(() => fails({ kind: 'busy', delayMs: 1_000 }));
    const outcome = expect(calls().call(message(run))).rejects.toThrow(ChatBusyError);
    await jest.advanceTimersByTimeAsync(60_000);
    await outcome;
    expect(run).toHaveBeenCalledTimes(5);
  });

  it('make no storm of a 429: all others of the chat wait with the first', async () => {
    const limited = calls();
    const begun = Date.now();
    const at: number[] = [];
    let refused = false;
    const run = (): Promise<string> => {
      at.push(Date.now() - begun);
      if (refused) return Promise.resolve('done');
      refused = true;
      return fails({ kind: 'busy', delayMs: 4_000 });
    };
    const all = [limited.call(message(run))];
    await jest.advanceTimersByTimeAsync(0);
    all.push(...[1, 2, 3, 4].map(() => limited.call(message(run))));
    await jest.advanceTimersByTimeAsync(30_000);
    expect(await Promise.all(all)).toEqual(Array(5).fill('done'));
    expect(at.filter((time) => time < 4_000)).toHaveLength(1);
    expect(at).toHaveLength(6);
  });

  it('let presses pass while something quiet is refused in a chat', async () => {
    const limited = calls();
    const deletion = { chatId: '-1', kind: 'quiet', repeatable: true } as const;
    const busy = limited.call({ ...deletion, run: () => fails({ kind: 'busy', delayMs: 40_000 }) });
    await expect(busy).rejects.toThrow(ChatBusyError);
    const press = { chatId: '', kind: 'press', repeatable: true } as const;
    expect(await limited.call({ ...press, run: () => Promise.resolve('answered') })).toBe('answered');
  });

  it('are repeated after a lost answer only where that is harmless', async () => {
    const run = jest.fn(() => fails({ kind: 'unclear' }));
    await expect(calls().call(message(run))).rejects.toThrow(ChatUnreachableError);
    expect(run).toHaveBeenCalledTimes(1);
    jest.useRealTimers();
    await expect(calls().call({ ...message(run, '-2'), repeatable: true })).rejects.toThrow(
      ChatUnreachableError,
    );
    expect(run).toHaveBeenCalledTimes(6);
  });

  it('take a failure for what it means there, and everything else for a refusal', async () => {
    const run = (): Promise<string> => fails({ kind: 'gone' });
    expect(await calls().call({ ...message(run), unless: { gone: 'left' } })).toBe('left');
    await expect(calls().call(message(run))).rejects.toThrow(ChatRefusedError);
  });
});
