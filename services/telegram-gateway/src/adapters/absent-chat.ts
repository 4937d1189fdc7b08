import { PermanentError } from '@kinoline/messaging';
import { Injectable } from '@nestjs/common';
import type { Chat } from '../delivery/chat.js';

/**
 * Stands where the bot will be. Its refusal is permanent on purpose: waiting makes no bot, and as a dead letter the
 * finished film is kept, seen and can be delivered by a replay once there is one.
 */
@Injectable()
export class AbsentChat implements Chat {
  bring(): Promise<never> {
    return Promise.reject(
      new PermanentError(
        'this gateway has no bot to bring the film to a Telegram chat: set BOT_TOKEN, then replay this dead letter: npm run letters',
      ),
    );
  }
}
