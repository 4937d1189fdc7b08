import type { TelegramChats } from '../ports.js';
import { NoBotError } from '../telegram/chat-errors.js';

/**
 * Stands where the bot is when there is no token. Its refusals are permanent on purpose: waiting makes no bot, and as a
 * dead letter what was to be said is kept, seen, and can be said by a replay once there is one.
 */
export class AbsentTelegram implements TelegramChats {
  readonly send = refuse;
  readonly edit = refuse;
  readonly editButtons = refuse;
  readonly remove = refuse;
  readonly answerPress = refuse;
  readonly sendKeptVideo = refuse;
  readonly sendVideo = refuse;
  readonly sendPicture = refuse;
  readonly setMenu = refuse;
  readonly act = refuse;
  readonly download = refuse;
}

function refuse(): Promise<never> {
  return Promise.reject(
    new NoBotError(
      'this gateway has no bot to reach a Telegram chat: set BOT_TOKEN, then replay this dead letter: npm run letters',
    ),
  );
}
