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
  return z.preprocess((value) => unwrapJson(value), schema);
}

const entitySchema = z.object({
  type: z.string(),
  offset: z.int().nonnegative(),
  length: z.int().positive(),
  url: z.string().optional(),
  language: z.string().optional(),
});
export const entities = json(z.array(entitySchema));

export const chatId = z.union([wholeNumber, z.string().startsWith('@')]);
export const parseMode = z.string().toLowerCase();

/** Telegram's words where a field is missing and they are not the usual ones. */
const missing: Readonly<Partial<Record<string, string>>> = {
  chat_id: 'chat_id is empty',
  message_id: 'message identifier is not specified',
  text: 'message text is empty',
  message_ids: 'message identifiers are not specified',
};

/** Parses a call's fields. Throws a 400 that names the field. */
export function parseFields<Schema extends z.ZodType>(
  schema: Schema,
  values: Readonly<Record<string, unknown>>,
): z.output<Schema> {
  const parsed = schema.safeParse(values);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') ?? '';
  if (issue?.path.length === 1 && values[field] === undefined) {
    throw badRequest(missing[field] ?? `parameter "${field}" is required`);
  }
  throw badRequest(`${field} is invalid: ${issue?.message ?? ''}`);
}

/** A text as it is shown. MarkdownV2 and Markdown are refused: send HTML or entities to the sandbox. */
export function format(
  source: string,
  mode: string | undefined,
  given: z.output<typeof entities> | undefined,
): Formatted {
  if (mode === 'html') return parseHtml(source);
  if (mode === undefined || mode === '' || mode === 'none') {
    return { text: source, entities: (given ?? []) as Formatted['entities'] };
  }
  if (!mode.startsWith('markdown')) throw badRequest('unsupported parse_mode');
  throw badRequest(`the sandbox does not know parse_mode ${mode}: use HTML or entities`);
}
