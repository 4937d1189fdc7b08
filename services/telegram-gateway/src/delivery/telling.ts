import { setTimeout as pause } from 'node:timers/promises';
import type { TelegramChats } from '../ports.js';

/** Telegram shows what the bot does for five seconds. */
const everyMs = 4_500;

/**
 * Lets the chat show that a video is being uploaded for as long as something runs.
 *
 * @throws what `run` throws; what the chat answers when it is told for the first time, before anything ran
 */
export async function whileUploading<Result>(
  chats: Pick<TelegramChats, 'act'>,
  chatId: string,
  run: () => Promise<Result>,
): Promise<Result> {
  await chats.act(chatId, 'upload_video');
  const over = new AbortController();
  const telling = keepTelling(chats, chatId, over.signal);
  try {
    return await run();
  } finally {
    over.abort();
    await telling;
  }
}

async function keepTelling(
  chats: Pick<TelegramChats, 'act'>,
  chatId: string,
  signal: AbortSignal,
): Promise<void> {
  try {
    for (;;) {
      await pause(everyMs, undefined, { signal });
      await chats.act(chatId, 'upload_video');
    }
  } catch {
    // It is over; or the chat cannot be told just now, and the upload itself will meet that and say so.
  }
}
