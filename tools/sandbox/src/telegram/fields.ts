import { z } from 'zod';
import { badRequest } from './problem.js';
import { parseHtml } from './html.js';
import type { Formatted } from './html.js';
import { unwrapJson } from './parameters.js';

/** Fields of Bot API calls. Everything may come as text, since forms carry nothing else. */
export const wholeNumber = z.coerce.number().int();
export const truth = z.preprocess(
  (value) => (value === 'true' ? true : value === 'false' ? false : value),
  z.boolean(),
);

/** A field that is JSON in a form and plain in a JSON body. */
export function json<Schema extends z.ZodType>(schema: Schema): z.ZodPreprocess<Schema> {
  return z.preprocess(unwrapJson, schema);
}

const entitySchema = z.object({
  type: z.string(),
  offset: z.int().nonnegative(),
  length: z.int().positive(),
  url: z.string().optional(),
  language: z.string().optional(),
});
export const entities = json(z.array(entitySchema));

const buttonSchema = z.object({
  text: z.string(),
  callback_data: z.string().optional(),
  url: z.string().optional(),
  pay: z.boolean().optional(),
});
export const keyboard = json(z.object({ inline_keyboard: z.array(z.array(buttonSchema)).default([]) }));

export const chatId = wholeNumber;
export const parseMode = z.enum(['HTML', 'MarkdownV2', 'Markdown']);

/** Parses a call's fields. Throws a 400 that names the field. */
export function parseFields<Schema extends z.ZodType>(schema: Schema, values: unknown): z.output<Schema> {
  const parsed = schema.safeParse(values);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw badRequest(`${issue?.path.join('.') ?? ''} is invalid: ${issue?.message ?? ''}`);
}

/** Throws where Telegram refuses a button: callback data takes 1 to 64 bytes. */
export function assertButtons(markup: z.output<typeof keyboard> | undefined): void {
  for (const { callback_data: data, text } of markup?.inline_keyboard.flat() ?? []) {
    const bytes = Buffer.byteLength(data ?? 'x');
    if (bytes < 1 || bytes > 64) throw badRequest('BUTTON_DATA_INVALID');
    if (text.trim() === '') throw badRequest('Text buttons are unallowed in the inline keyboard');
  }
}

/** A text as it is shown. MarkdownV2 and Markdown are refused: send HTML or entities to the sandbox. */
export function format(
  source: string,
  mode: z.output<typeof parseMode> | undefined,
  given: z.output<typeof entities> | undefined,
): Formatted {
  if (mode === 'HTML') return parseHtml(source);
  if (mode !== undefined)
    throw badRequest(`the sandbox does not know parse_mode ${mode}: use HTML or entities`);
  return { text: source, entities: (given ?? []) as Formatted['entities'] };
}
