import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { SandboxSettings } from '../options.js';
import type { Chat } from './model.js';
import { tooMany } from './problem.js';

function limiter(points: number, duration: number): RateLimiterMemory | undefined {
  return points > 0 ? new RateLimiterMemory({ points, duration }) : undefined;
}

async function consume(limit: RateLimiterMemory | undefined, key: string, points: number): Promise<void> {
  try {
    await limit?.consume(key, points);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    throw tooMany(Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000)));
  }
}

/** Counts messages; throws a 429 over the limit. */
export type MessageCounter = (chat: Chat, messages: number) => Promise<void>;

/** Telegram's limits: all messages a second, a chat's (short bursts pass), a group's a minute. */
export function openMessageCounter(limits: SandboxSettings['limits']): MessageCounter {
  const all = limiter(limits.messagesPerSecond, 1);
  const chats = limiter(limits.chatMessagesPerSecond * 3, 3);
  const groups = limiter(limits.groupMessagesPerMinute, 60);
  return async (chat, messages) => {
    await consume(all, 'all', messages);
    if (chat.type === 'private') await consume(chats, String(chat.id), messages);
    else await consume(groups, String(chat.id), messages);
  };
}
