import { z } from 'zod';
import { entities, format, json, parseMode, truth } from '../fields.js';
import type { MessageContent } from '../model.js';
import { badRequest } from '../problem.js';
import { lengthOf, trimFormatted } from '../trim.js';

const textLimit = 4_096;
const captionLimit = 1_024;

/** Fields of a caption. */
export const captionFields = {
  caption: z.string().optional(),
  parse_mode: parseMode.optional(),
  caption_entities: entities.optional(),
  show_caption_above_media: truth.optional(),
};

/** Fields of a text. */
export const textFields = {
  text: z.string(),
  parse_mode: parseMode.optional(),
  entities: entities.optional(),
  link_preview_options: json(z.record(z.string(), z.unknown())).optional(),
};

/** The text of a message. Throws a 400 when it is empty or over 4,096 characters after parsing. */
export function textContent(fields: z.output<z.ZodObject<typeof textFields>>): MessageContent {
  if (fields.text === '') throw badRequest('message text is empty');
  const { text, entities: marks } = trimFormatted(format(fields.text, fields.parse_mode, fields.entities));
  if (text === '') throw badRequest('text must be non-empty');
  if (lengthOf(text) > textLimit) throw badRequest('message is too long');
  const { link_preview_options: preview } = fields;
  return {
    text,
    ...(marks.length > 0 && { entities: marks }),
    ...(preview && { link_preview_options: preview }),
  };
}

/** The caption of a medium. Throws a 400 when it is over 1,024 characters after parsing. */
export function captionContent(fields: z.output<z.ZodObject<typeof captionFields>>): MessageContent {
  const parsed = format(fields.caption ?? '', fields.parse_mode, fields.caption_entities);
  const { text, entities: marks } = trimFormatted(parsed);
  if (lengthOf(text) > captionLimit) throw badRequest('message caption is too long');
  return {
    ...(text !== '' && { caption: text }),
    ...(marks.length > 0 && { caption_entities: marks }),
    ...(fields.show_caption_above_media && { show_caption_above_media: true as const }),
  };
}
