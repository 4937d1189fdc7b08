import type { BotIdentity } from '../telegram/bot-identity.js';
import type { MenuCommand } from '../telegram/menu.js';

/** For whom something of the profile holds; a missing language: for everybody whose language has nothing of its own. */
export interface Audience {
  /** Its code of two letters (ISO 639-1): Telegram takes no other. */
  readonly language?: string;
  /** Only in this chat. */
  readonly chatId?: string;
}

/** How the bot presents itself. All calls throw as TelegramUpdates does; what stands already is not set again. */
export interface BotProfile {
  /** Who the bot is. @throws TokenRefusedError */
  identity(signal: AbortSignal): Promise<BotIdentity>;
  setCommands(commands: readonly MenuCommand[], audience: Audience, signal: AbortSignal): Promise<void>;
  /** What stands in an empty chat, at most 512 characters, and on the bot's page, at most 120. */
  setDescriptions(
    texts: { readonly long: string; readonly short: string },
    audience: Pick<Audience, 'language'>,
    signal: AbortSignal,
  ): Promise<void>;
}

/** Injection token of the {@link BotProfile}. */
export const BOT_PROFILE = Symbol('BotProfile');
