import { z } from 'zod';
import { chatId, json, parseFields, wholeNumber } from '../fields.js';
import { readMarkup } from '../keyboard.js';
import { unanswered } from '../model.js';
import { inTopic, topicKey } from '../people/enter.js';
import type { Chat, Message, Unsent } from '../model.js';
import { badRequest } from '../problem.js';
import type { Call } from './call.js';

const replyFields = z.object({
  message_id: wholeNumber,
  chat_id: chatId.optional(),
  allow_sending_without_reply: z.boolean().optional(),
});
const placeFields = z.object({
  chat_id: chatId,
  message_thread_id: wholeNumber.optional(),
  reply_to_message_id: wholeNumber.optional(),
  reply_parameters: json(replyFields).optional(),
});

/** Where a message goes, and all of it that does not depend on what it shows. */
export interface Place {
  readonly chat: Chat;
  readonly envelope: Pick<Unsent, 'reply_to_message' | 'message_thread_id' | 'is_topic_message'>;
}

function replied(call: Call, chat: Chat, reply: z.output<typeof replyFields>): Message | undefined {
  const kept = call.world.find(Number(reply.chat_id ?? chat.id), reply.message_id);
  if (!kept && !reply.allow_sending_without_reply) throw badRequest('message to be replied not found');
  return kept && unanswered(kept.message);
}

/** Reads where a message is to go. Throws a 400 or 403 where the bot cannot write, or what is answered is gone. */
export function readPlace(call: Call): Place {
  const fields = parseFields(placeFields, call.values);
  const chat = call.world.openChat(fields.chat_id);
  const { message_thread_id: thread, reply_to_message_id: old, reply_parameters: reply } = fields;
  const asked = reply ?? (old === undefined ? undefined : { message_id: old });
  const answered = asked && replied(call, chat, asked);
  if (thread !== undefined && !call.world.topics.has(topicKey(chat.id, thread))) {
    throw badRequest('message thread not found');
  }
  return {
    chat,
    envelope: {
      ...inTopic(thread),
      ...(answered && { reply_to_message: answered }),
    },
  };
}

/** Sends a message of the bot: reads where to and with which keyboard, makes its content, counts it, shows it. */
export async function sendTo(call: Call, content: () => Unsent | Promise<Unsent>): Promise<Message> {
  const markup = readMarkup(call.values['reply_markup']);
  const { chat, envelope } = readPlace(call);
  const shown = await content();
  call.world.count(chat, 1);
  const buttons = markup.inline ? { reply_markup: markup.inline } : {};
  const keyboard = markup.remove ? [] : markup.keyboard;
  return call.world.say(call.bot, chat, { ...shown, ...buttons, ...envelope }, keyboard);
}
