import { z } from 'zod';
import { chatId, parseFields, wholeNumber } from '../fields.js';
import { readInlineMarkup } from '../keyboard.js';
import { hasMedium, mediaFilesOf, mediumOf, wordsOf } from '../model.js';
import type { Message, MessageContent } from '../model.js';
import { badRequest } from '../problem.js';
import type { Kept } from '../world.js';
import type { Call, Method, Methods } from './call.js';
import { captionContent, captionFields, textContent, textFields } from './content.js';
import { mediaContent, readInputMedia } from './media.js';

const target = z.object({ chat_id: chatId, message_id: wholeNumber });

function change(call: Call, kept: Kept, content: MessageContent): Message {
  call.world.count(kept.message.chat, 1);
  return call.world.edit(kept, { ...content, ...readInlineMarkup(call.values['reply_markup']) });
}

function open(call: Call): Kept {
  const { chat_id: chat, message_id: id } = parseFields(target, call.values);
  readInlineMarkup(call.values['reply_markup']);
  return call.world.own(call.world.openChat(chat).id, id);
}

const editMessageText: Method = (call) => {
  const content = textContent(parseFields(z.object(textFields), call.values));
  const kept = open(call);
  if (kept.message.text === undefined) throw badRequest('there is no text in the message to edit');
  return change(call, kept, content);
};

const editMessageCaption: Method = (call) => {
  const caption = captionContent(parseFields(z.object(captionFields), call.values));
  const kept = open(call);
  if (!hasMedium(kept.message)) throw badRequest('there is no caption in the message to edit');
  return change(call, kept, { ...mediaFilesOf(kept.message), ...caption });
};

const editMessageMedia: Method = async (call) => {
  const media = readInputMedia(call.values);
  const kept = open(call);
  const content = await mediaContent(call, media.type, media.media, media);
  return change(call, kept, content);
};

const editMessageReplyMarkup: Method = (call) => {
  const kept = open(call);
  return change(call, kept, { ...wordsOf(kept.message), ...mediumOf(kept.message) });
};

/** Methods that change a message. */
export const editMethods: Methods<
  'editMessageText' | 'editMessageCaption' | 'editMessageMedia' | 'editMessageReplyMarkup'
> = {
  editMessageText,
  editMessageCaption,
  editMessageMedia,
  editMessageReplyMarkup,
};
