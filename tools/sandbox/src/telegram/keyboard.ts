import { z } from 'zod';
import type { Button, InlineKeyboard } from './model.js';
import { badRequest } from './problem.js';
import { unwrapJson } from './parameters.js';

/** What a call asks to be shown below the message or in place of the person's keyboard. */
export interface Markup {
  readonly inline?: InlineKeyboard;
  /** Rows of labels of a reply keyboard. */
  readonly keyboard?: readonly (readonly string[])[];
  /** The reply keyboard goes. */
  readonly remove?: true;
  /** The person is asked to reply to the message. */
  readonly force?: true;
}

const buttonSchema = z.object({
  text: z.string(),
  callback_data: z.string().optional(),
  url: z.string().optional(),
  pay: z.boolean().optional(),
  web_app: z.object({ url: z.string() }).optional(),
  copy_text: z.object({ text: z.string() }).optional(),
  switch_inline_query: z.string().optional(),
  switch_inline_query_current_chat: z.string().optional(),
  icon_custom_emoji_id: z.string().optional(),
  style: z.string().optional(),
});
/** What makes a text a button. */
const does = [
  ...(['callback_data', 'url', 'pay', 'web_app', 'copy_text'] as const),
  ...(['switch_inline_query', 'switch_inline_query_current_chat'] as const),
];
const plainButton = z.union([z.string(), z.object({ text: z.string() }).transform(({ text }) => text)]);
const markupSchema = z.object({
  inline_keyboard: z.array(z.array(z.unknown())).default([]),
  keyboard: z.array(z.array(plainButton)).default([]),
  remove_keyboard: z.boolean().default(false),
  force_reply: z.boolean().default(false),
});

/** Inline keyboards: 100 buttons, 8 in a row, 10 kB. Source: limits.tginfo.me. */
const most = { buttons: 100, inRow: 8, bytes: 10_000 } as const;

function unusable(url: string): boolean {
  const address = /^[a-z]+:/i.test(url) ? url : `http://${url}`;
  if (!URL.canParse(address)) return true;
  const { protocol, hostname } = new URL(address);
  if (protocol === 'tg:') return false;
  return !['http:', 'https:'].includes(protocol) || !hostname.includes('.');
}

function readButton(value: unknown): Button {
  const parsed = buttonSchema.safeParse(value);
  const wrong = (reason: string): Error => badRequest(`can't parse inline keyboard button: ${reason}`);
  if (!parsed.success)
    throw wrong(parsed.error.issues[0]?.message ?? 'InlineKeyboardButton must be an Object');
  const { text, icon_custom_emoji_id: icon, url, callback_data: data } = parsed.data;
  if (!does.some((kind) => parsed.data[kind] !== undefined && parsed.data[kind] !== '')) {
    throw wrong('Text buttons are unallowed in the inline keyboard');
  }
  // Telegram leaves a button without text out; the sandbox refuses it, since it is always a mistake.
  if (text.trim() === '' && icon === undefined)
    throw badRequest('inline keyboard button text must be non-empty');
  if (url !== undefined && url !== '' && unusable(url)) {
    throw badRequest(`inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`);
  }
  if (Buffer.byteLength(data ?? '') > 64) throw badRequest('BUTTON_DATA_INVALID');
  return parsed.data as Button;
}

function readInline(rows: readonly (readonly unknown[])[]): InlineKeyboard {
  const inline_keyboard = rows.map((row) => row.map(readButton)).filter((row) => row.length > 0);
  const tooLong =
    inline_keyboard.flat().length > most.buttons ||
    inline_keyboard.some((row) => row.length > most.inRow) ||
    Buffer.byteLength(JSON.stringify(inline_keyboard)) > most.bytes;
  if (tooLong) throw badRequest('reply markup is too long');
  return { inline_keyboard };
}

/** Reads `reply_markup`. Throws a 400 where Telegram refuses it: callback data takes 1 to 64 bytes. */
export function readMarkup(value: unknown): Markup {
  if (value === undefined || value === '') return {};
  const given = unwrapJson(value, 'reply keyboard markup');
  const parsed = markupSchema.safeParse(given);
  if (!parsed.success) throw badRequest('object expected as reply markup');
  const { inline_keyboard: rows, keyboard, remove_keyboard: remove, force_reply: force } = parsed.data;
  if (keyboard.flat().length > 0) return { keyboard };
  if (rows.flat().length > 0) return { inline: readInline(rows) };
  if (remove) return { remove: true };
  return force ? { force: true } : {};
}

/** Reads `reply_markup` where only buttons under the message may stand. */
export function readInlineMarkup(value: unknown): { reply_markup?: InlineKeyboard } {
  const { inline, ...others } = readMarkup(value);
  if (Object.keys(others).length > 0) throw badRequest('inline keyboard expected');
  return inline ? { reply_markup: inline } : {};
}
