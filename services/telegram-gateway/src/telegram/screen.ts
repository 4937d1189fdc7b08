import { z } from 'zod';

const buttonSchema = z.union([
  /** Data of at most 64 bytes, see press-data.ts. */
  z.strictObject({ label: z.string().min(1), data: z.string().min(1) }),
  z.strictObject({ label: z.string().min(1), url: z.url() }),
]);
/** A button under a message: a press comes back with its data, or a page is opened. */
export type Button = z.infer<typeof buttonSchema>;

/** What a message shows, in the person's words. */
export const screenSchema = z.strictObject({
  /** Telegram's HTML; at most 4,096 characters after parsing. Source: https://core.telegram.org/bots/api#html-style */
  html: z.string().min(1),
  rows: z.array(z.array(buttonSchema).min(1)),
});
/** See {@link screenSchema}. */
export type Screen = z.infer<typeof screenSchema>;

/** Buttons in rows of so many. */
export function inRows(buttons: readonly Button[], across: number): Button[][] {
  const rows = Array.from({ length: Math.ceil(buttons.length / across) }, (_, row) => row * across);
  return rows.map((from) => buttons.slice(from, from + across));
}
