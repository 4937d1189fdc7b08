import { z } from 'zod';
import { chatId, json, parseFields, truth, wholeNumber } from '../fields.js';
import type { Chat, Message } from '../model.js';
import { badRequest } from '../problem.js';
import type { Call, Method } from './call.js';
import { markupContent, markupField, textContent, textFields } from './content.js';

/** Fields of every sending method. */
export const sendFields = {
  chat_id: chatId,
  reply_parameters: json(
    z.object({ message_id: wholeNumber, allow_sending_without_reply: z.boolean().optional() }),
  ).optional(),
};

/** The message that is answered. Throws a 400 when it is gone. */
export function replyContent(
  call: Call,
  chat: Chat,
  reply: { message_id: number; allow_sending_without_reply?: boolean | undefined } | undefined,
): Pick<Message, 'reply_to_message'> {
  if (!reply) return {};
  const kept = call.world.find(chat.id, reply.message_id);
  if (kept) return { reply_to_message: kept.message };
  if (reply.allow_sending_without_reply) return {};
  throw badRequest('message to be replied not found');
}

const sendMessage: Method = async (call) => {
  const fields = parseFields(z.object({ ...sendFields, ...textFields, ...markupField }), call.values);
  const chat = call.world.openChat(fields.chat_id);
  const content = { ...textContent(fields), ...markupContent(fields.reply_markup) };
  const reply = replyContent(call, chat, fields.reply_parameters);
  await call.count(chat, 1);
  return call.world.say(call.bot, chat, { ...content, ...reply });
};

const sendChatAction: Method = ({ values, world }) => {
  const fields = parseFields(z.object({ chat_id: chatId, action: z.string() }), values);
  world.actions.push({ chat: world.openChat(fields.chat_id).id, action: fields.action });
  return true;
};

const deleteMessage: Method = ({ values, world }) => {
  const fields = parseFields(z.object({ chat_id: chatId, message_id: wholeNumber }), values);
  world.remove(world.openChat(fields.chat_id).id, fields.message_id);
  return true;
};

const answerFields = z.object({
  callback_query_id: z.string(),
  text: z.string().max(200).default(''),
  show_alert: truth.default(false),
});
/** A press must be answered within this. */
const pressLifeMs = 15 * 60_000;

const answerCallbackQuery: Method = ({ values, world }) => {
  const fields = parseFields(answerFields, values);
  const press = world.presses.get(fields.callback_query_id);
  if (!press || Date.now() - press.at > pressLifeMs) {
    throw badRequest('query is too old and response timeout expired or query ID is invalid');
  }
  press.answer = { text: fields.text, alert: fields.show_alert };
  return true;
};

/** Methods about texts, presses and what the bot is doing. */
export const textMethods: Readonly<Record<string, Method>> = {
  sendMessage,
  sendChatAction,
  deleteMessage,
  answerCallbackQuery,
  pinChatMessage: () => true,
  unpinChatMessage: () => true,
  setMessageReaction: () => true,
};
