import { isDeepStrictEqual } from 'node:util';
import type { LanguageCode } from 'grammy/types';
import type { BotIdentity } from '../telegram/bot-identity.js';
import type { MenuCommand } from '../telegram/menu.js';
import type { Audience, BotProfile } from '../updates/bot-profile.js';
import type { PlainCalls } from './bot-api/plain-calls.js';

/** The bot's profile, by the Bot API. It is read before it is written: writing it often is what Telegram punishes. */
export class GrammyBotProfile implements BotProfile {
  constructor(private readonly calls: PlainCalls) {}

  async identity(signal: AbortSignal): Promise<BotIdentity> {
    const { id, username } = await this.calls.call('getMe', (call, abort) => call(abort), {
      signal,
      withinMs: 10_000,
    });
    return { id, username };
  }

  async setCommands(
    commands: readonly MenuCommand[],
    audience: Audience,
    signal: AbortSignal,
  ): Promise<void> {
    const place = { ...languageOf(audience), ...scopeOf(audience) };
    const limits = { signal };
    const standing = await this.calls.call('getMyCommands', (call, abort) => call(place, abort), limits);
    if (isDeepStrictEqual(standing, commands)) return;
    await this.calls.call('setMyCommands', (call, abort) => call({ commands, ...place }, abort), limits);
  }

  async setDescriptions(
    { long: description, short: short_description }: { readonly long: string; readonly short: string },
    audience: Pick<Audience, 'language'>,
    signal: AbortSignal,
  ): Promise<void> {
    const place = languageOf(audience);
    const limits = { signal };
    const long = await this.calls.call('getMyDescription', (call, abort) => call(place, abort), limits);
    if (long.description !== description) {
      await this.calls.call(
        'setMyDescription',
        (call, abort) => call({ description, ...place }, abort),
        limits,
      );
    }
    const short = await this.calls.call('getMyShortDescription', (call, abort) => call(place, abort), limits);
    if (short.short_description === short_description) return;
    await this.calls.call(
      'setMyShortDescription',
      (call, abort) => call({ short_description, ...place }, abort),
      limits,
    );
  }
}

function languageOf({ language }: Pick<Audience, 'language'>) {
  // A code that Telegram does not know is refused by it, as any other wrong value.
  return language === undefined ? {} : { language_code: language as LanguageCode };
}

function scopeOf({ chatId }: Audience) {
  return chatId === undefined ? {} : { scope: { type: 'chat' as const, chat_id: chatId } };
}
