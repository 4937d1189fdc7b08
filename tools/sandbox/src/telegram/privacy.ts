import { textOf } from './found-entities.js';
import type { Message, User } from './model.js';

function addresses(message: Message, username: string): boolean {
  const text = message.text ?? message.caption ?? '';
  const entities = message.entities ?? message.caption_entities ?? [];
  return entities.some((entity) => {
    const [command = '', addressee] = textOf(text, entity).split('@');
    if (entity.type === 'mention') return addressee?.toLowerCase() === username.toLowerCase();
    if (entity.type !== 'bot_command' || command === '') return false;
    return addressee === undefined ? entity.offset === 0 : addressee.toLowerCase() === username.toLowerCase();
  });
}

function isService(message: Message): boolean {
  return (
    message.new_chat_members !== undefined ||
    message.left_chat_member !== undefined ||
    message.successful_payment !== undefined
  );
}

/**
 * Whether a bot in privacy mode gets a message: all of a private chat; in groups commands, mentions of it, replies to
 * it and service messages. Source: core.telegram.org/bots/features, "Privacy mode".
 */
export function botSees(message: Message, bot: User): boolean {
  if (message.chat.type === 'private' || isService(message)) return true;
  if (message.reply_to_message?.from.is_bot) return true;
  return addresses(message, bot.username ?? '');
}
