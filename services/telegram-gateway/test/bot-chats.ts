import { Metrics } from '@kinoline/observability';
import { BotApi } from '../src/adapters/bot-api/bot-api.js';
import { ChatUploads } from '../src/adapters/bot-api/chat-uploads.js';
import { FileDownload } from '../src/adapters/bot-api/file-download.js';
import { LimitedCalls } from '../src/adapters/bot-api/limited-calls.js';
import { GrammyTelegramChats } from '../src/adapters/grammy-telegram-chats.js';
import { chatLimits } from '../src/adapters/pace/chat-windows.js';
import { Turnstile } from '../src/adapters/pace/turnstile.js';
import type { TelegramSettings } from '../src/config.js';

/** The chats of one replica, without the rest of the gateway. */
export function botChats(
  settings: Pick<TelegramSettings, 'token' | 'apiRoot'> & Partial<TelegramSettings>,
  metrics = new Metrics(),
): GrammyTelegramChats {
  const api = new BotApi(settings, metrics);
  const calls = new LimitedCalls(new Turnstile(chatLimits(settings.messagesPerSecond ?? 25)));
  const files = new FileDownload(api, calls, { localServer: false, ...settings });
  return new GrammyTelegramChats(api, calls, new ChatUploads(api, calls), files);
}
