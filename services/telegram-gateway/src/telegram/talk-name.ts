import { placeOf } from './chat-address.js';
import type { ChatEvent } from './chat-event.js';

/** What updates belong to that are in no talk, or that cannot be read yet. */
export const noTalk = 'none';

/** Name of the talk an event belongs to, as a subject can carry it: `<chat>-<topic>-<person>`. */
export function talkNameOf({ chat, sender }: Pick<ChatEvent, 'chat' | 'sender'>): string {
  const { chatId, topicId = 0 } = placeOf(chat.id);
  return [chatId, topicId, sender.personId].join('-');
}
