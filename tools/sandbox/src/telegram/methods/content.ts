import { z } from 'zod';
import { assertButtons, entities, format, keyboard, parseMode } from '../fields.js';
import type { MessageContent } from '../model.js';
import { badRequest } from '../problem.js';

const textLimit = 4_096;
const captionLimit = 1_024;

/** Fields of a caption. */
export const captionFields = {
  caption: z.string().optional(),
  parse_mode: parseMode.optional(),
  caption_entities: entities.optional(),
};

/** Fields of a text. */
export const textFields = {
  text: z.string(),
  parse_mode: parseMode.optional(),
  entities: entities.optional(),
};

export const markupField = { reply_markup: keyboard.optional() };

/** The buttons under a message; none when the keyboard is empty. Throws a 400 on buttons that Telegram refuses. */
export function markupContent(
  markup: z.output<typeof keyboard> | undefined,
): Pick<MessageContent, 'reply_markup'> {
  assertButtons(markup);
  if (!markup || markup.inline_keyboard.flat().length === 0) return {};
  return { reply_markup: markup as NonNullable<MessageContent['reply_markup']> };
}

/** The text of a message. Throws a 400 when it is empty or over 4,096 characters. */
export function textContent(
  fields: z.output<z.ZodObject<typeof textFields>>,
): Pick<MessageContent, 'text' | 'entities'> {
  const { text, entities: marks } = format(fields.text, fields.parse_mode, fields.entities);
  if (text.trim() === '') throw badRequest('message text is empty');
  if (text.length > textLimit) throw badRequest('message is too long');
  return { text, ...(marks.length > 0 ? { entities: marks } : {}) };
}

/** The caption of a medium. Throws a 400 when it is over 1,024 characters. */
export function captionContent(
  fields: z.output<z.ZodObject<typeof captionFields>>,
): Pick<MessageContent, 'caption' | 'caption_entities'> {
  const { text, entities: marks } = format(fields.caption ?? '', fields.parse_mode, fields.caption_entities);
  if (text.length > captionLimit) throw badRequest('message caption is too long');
  return {
    ...(text === '' ? {} : { caption: text }),
    ...(marks.length > 0 ? { caption_entities: marks } : {}),
  };
}
