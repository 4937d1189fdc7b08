import { z } from 'zod';
import { chatId, json, parseFields, truth, wholeNumber } from '../fields.js';
import { badRequest } from '../problem.js';
import type { Method, Methods } from './call.js';
import { textContent, textFields } from './content.js';
import { sendTo } from './place.js';

const sendMessage: Method = (call) => {
  const content = textContent(parseFields(z.object(textFields), call.values));
  return sendTo(call, () => content);
};

const actions = [
  ...['cancel', 'typing', 'record_video', 'upload_video', 'record_audio', 'record_voice', 'upload_audio'],
  ...['upload_voice', 'upload_photo', 'upload_document', 'choose_sticker', 'pick_up_location'],
  ...['find_location', 'record_video_note', 'upload_video_note'],
];

const sendChatAction: Method = ({ values, world }) => {
  const { chat_id: id, action } = parseFields(z.object({ chat_id: chatId, action: z.string() }), values);
  if (!actions.includes(action.toLowerCase())) throw badRequest('wrong parameter action in request');
  world.actions.push({ chat: world.openChat(id).id, action });
  return true;
};

const target = z.object({ chat_id: chatId, message_id: wholeNumber });

/** In groups a bot without rights deletes only what it said itself. */
function assertDeletable({ world }: Parameters<Method>[0], chat: number, id: number): void {
  const message = world.find(chat, id)?.message;
  if (message && message.chat.type !== 'private' && !message.from.is_bot) {
    throw badRequest("message can't be deleted");
  }
}

const deleteMessage: Method = (call) => {
  const { chat_id: chat, message_id: id } = parseFields(target, call.values);
  const open = call.world.openChat(chat).id;
  assertDeletable(call, open, id);
  if (!call.world.remove(open, id)) throw badRequest('message to delete not found');
  return true;
};

const manyFields = z.object({ chat_id: chatId, message_ids: json(z.array(wholeNumber.positive())) });

const deleteMessages: Method = (call) => {
  const { chat_id: chat, message_ids: ids } = parseFields(manyFields, call.values);
  if (ids.length > 100) throw badRequest('too many message identifiers specified');
  if (ids.length === 0) throw badRequest('message identifiers are not specified');
  const open = call.world.openChat(chat).id;
  for (const id of ids) assertDeletable(call, open, id);
  for (const id of ids) call.world.remove(open, id);
  return true;
};

const answerFields = z.object({
  callback_query_id: z.coerce.string(),
  text: z.string().default(''),
  show_alert: truth.default(false),
  url: z.string().optional(),
});

const answerCallbackQuery: Method = ({ values, world }) => {
  const fields = parseFields(answerFields, values);
  const tap = world.screens.tap(fields.callback_query_id);
  const life = world.settings.telegram.pressLifeMs;
  if (!tap || tap.answer || Date.now() - Date.parse(tap.at) > life) {
    throw badRequest('query is too old and response timeout expired or query ID is invalid');
  }
  if (fields.text.length > 200) throw badRequest('MESSAGE_TOO_LONG');
  const { text, show_alert: alert, url } = fields;
  world.screens.answered(tap.id, { text, alert, ...(url !== undefined && { url }) });
  return true;
};

/** Methods that say true about a message that exists and that nobody sees. */
function quiet(what: string): Method {
  return ({ values, world }) => {
    const { chat_id: chat, message_id: id } = parseFields(target, values);
    if (!world.find(world.openChat(chat).id, id)) throw badRequest(`message to ${what} not found`);
    return true;
  };
}

/** Methods about texts, presses and what the bot is doing. */
export const textMethods: Methods<
  | 'sendMessage'
  | 'sendChatAction'
  | 'deleteMessage'
  | 'deleteMessages'
  | 'answerCallbackQuery'
  | 'pinChatMessage'
  | 'unpinChatMessage'
  | 'setMessageReaction'
> = {
  sendMessage,
  sendChatAction,
  deleteMessage,
  deleteMessages,
  answerCallbackQuery,
  pinChatMessage: quiet('pin'),
  unpinChatMessage: quiet('unpin'),
  setMessageReaction: quiet('react'),
};
