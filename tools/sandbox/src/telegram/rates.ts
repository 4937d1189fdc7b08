import type { SandboxSettings } from '../options.js';
import type { Chat } from './model.js';
import { tooMany } from './problem.js';
import { SlidingWindow } from './sliding-window.js';

/** Counts messages of the bot in a chat; throws a 429 over the limit. A refused message does not count. */
export type MessageCounter = (chat: Chat, messages: number) => void;

const burst = 3;

/**
 * Telegram's limits: all messages a second, a chat's (short bursts pass), a group's a minute. Every message of an
 * album counts, and so does an edit. Source: core.telegram.org/bots/faq, "My bot is hitting limits".
 */
export function openMessageCounter(limits: SandboxSettings['limits']): MessageCounter {
  const all = new SlidingWindow(limits.messagesPerSecond, 1_000);
  const chats = new SlidingWindow(limits.chatMessagesPerSecond * burst, burst * 1_000);
  const groups = new SlidingWindow(limits.groupMessagesPerMinute, 60_000);
  return (chat, messages) => {
    const key = String(chat.id);
    const windows = chat.type === 'private' ? [chats] : [chats, groups];
    const wait = Math.max(all.wait('all'), ...windows.map((window) => window.wait(key)));
    if (wait > 0) throw tooMany(Math.ceil(wait / 1_000));
    all.take('all', messages);
    for (const window of windows) window.take(key, messages);
  };
}
