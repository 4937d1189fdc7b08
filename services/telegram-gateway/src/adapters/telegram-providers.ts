import { Metrics } from '@kinoline/observability';
import type { Provider } from '@nestjs/common';
import type { GatewaySettings, TelegramSettings } from '../config.js';
import { TELEGRAM_CHATS } from '../ports.js';
import { BOT_PROFILE } from '../updates/bot-profile.js';
import { TELEGRAM_UPDATES } from '../updates/telegram-updates.js';
import { AbsentTelegram } from './absent-telegram.js';
import { BotApi } from './bot-api/bot-api.js';
import { ChatUploads } from './bot-api/chat-uploads.js';
import { FileDownload } from './bot-api/file-download.js';
import { LimitedCalls } from './bot-api/limited-calls.js';
import { PlainCalls } from './bot-api/plain-calls.js';
import { GrammyBotProfile } from './grammy-bot-profile.js';
import { GrammyTelegramChats } from './grammy-telegram-chats.js';
import { GrammyUpdates } from './grammy-updates.js';
import { type ChatLimits, chatLimits } from './pace/chat-windows.js';
import { Turnstile } from './pace/turnstile.js';

/** Injection token of the {@link ChatLimits}. */
export const CHAT_LIMITS = Symbol('ChatLimits');

/** Telegram behind its ports; without a token an adapter that refuses. */
export function telegramProviders({ telegram }: Pick<GatewaySettings, 'telegram'>): Provider[] {
  if (telegram === undefined) return [{ provide: TELEGRAM_CHATS, useClass: AbsentTelegram }];
  return [
    { provide: BotApi, inject: [Metrics], useFactory: (metrics: Metrics) => new BotApi(telegram, metrics) },
    { provide: CHAT_LIMITS, useValue: chatLimits(telegram.messagesPerSecond) },
    {
      provide: TELEGRAM_CHATS,
      inject: [BotApi, CHAT_LIMITS],
      useFactory: (api: BotApi, limits: ChatLimits) => chatsOf(api, limits, telegram),
    },
    {
      provide: TELEGRAM_UPDATES,
      inject: [BotApi],
      useFactory: (api: BotApi) => new GrammyUpdates(new PlainCalls(api)),
    },
    {
      provide: BOT_PROFILE,
      inject: [BotApi],
      useFactory: (api: BotApi) => new GrammyBotProfile(new PlainCalls(api)),
    },
  ];
}

function chatsOf(api: BotApi, limits: ChatLimits, telegram: TelegramSettings): GrammyTelegramChats {
  const turnstile = new Turnstile(limits);
  // What a process that died just now has written counts at Telegram, and nobody here knows of it.
  turnstile.rest(limits.chat.ms);
  const calls = new LimitedCalls(turnstile);
  return new GrammyTelegramChats(
    api,
    calls,
    new ChatUploads(api, calls),
    new FileDownload(api, calls, telegram),
  );
}
