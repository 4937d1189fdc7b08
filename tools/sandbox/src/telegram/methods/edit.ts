import { z } from 'zod';
import { chatId, json, parseFields, wholeNumber } from '../fields.js';
import { mediumOf, wordsOf } from '../model.js';
import type { Message, MessageContent } from '../model.js';
import { badRequest } from '../problem.js';
import type { Kept } from '../world.js';
import type { Call, Method } from './call.js';
import {
  captionContent,
  captionFields,
  markupContent,
  markupField,
  textContent,
  textFields,
} from './content.js';
import { inputMediaSchema, mediaContent } from './media.js';

const target = { chat_id: chatId, message_id: wholeNumber };

async function change(call: Call, kept: Kept, content: MessageContent): Promise<Message> {
  await call.count(kept.message.chat, 1);
  return call.world.edit(kept, content);
}

function open(call: Call, fields: { chat_id: number; message_id: number }): Kept {
  return call.world.own(call.world.openChat(fields.chat_id).id, fields.message_id);
}

const editMessageText: Method = (call) => {
  const fields = parseFields(z.object({ ...target, ...textFields, ...markupField }), call.values);
  const kept = open(call, fields);
  if (kept.message.text === undefined) throw badRequest('there is no text in the message to edit');
  return change(call, kept, { ...textContent(fields), ...markupContent(fields.reply_markup) });
};

const editMessageCaption: Method = (call) => {
  const fields = parseFields(z.object({ ...target, ...captionFields, ...markupField }), call.values);
  const kept = open(call, fields);
  const shown = mediumOf(kept.message);
  if (Object.keys(shown).length === 0) throw badRequest('there is no caption in the message to edit');
  return change(call, kept, { ...shown, ...captionContent(fields), ...markupContent(fields.reply_markup) });
};

const editMessageMedia: Method = async (call) => {
  const fields = parseFields(
    z.object({ ...target, media: json(inputMediaSchema), ...markupField }),
    call.values,
  );
  const kept = open(call, fields);
  const buttons = markupContent(fields.reply_markup);
  const content = await mediaContent(call, fields.media.type, fields.media.media, fields.media);
  return change(call, kept, { ...content, ...buttons });
};

const editMessageReplyMarkup: Method = (call) => {
  const fields = parseFields(z.object({ ...target, ...markupField }), call.values);
  const kept = open(call, fields);
  const shown = { ...wordsOf(kept.message), ...mediumOf(kept.message) };
  return change(call, kept, { ...shown, ...markupContent(fields.reply_markup) });
};

/** Methods that change a message. */
export const editMethods: Readonly<Record<string, Method>> = {
  editMessageText,
  editMessageCaption,
  editMessageMedia,
  editMessageReplyMarkup,
};
