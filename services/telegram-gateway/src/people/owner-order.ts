import { usdSchema } from '@kinoline/contracts';
import type { Happening, Sender } from '../telegram/chat-event.js';

type Command = Extract<Happening, { kind: 'command' }>;

/** Whom an owner means; the name is known when they answered that person's message. */
export type Meant = Pick<Sender, 'personId'> & { readonly name?: string };

/** What stands behind an owner's command; `rest` is what is left after the person. */
export type OwnerOrder =
  | { readonly kind: 'person'; readonly who: Meant; readonly rest: string }
  /** Groups are let in by a setting. */
  | { readonly kind: 'group'; readonly id: string }
  | { readonly kind: 'unclear' };

/** Reads whom a command is about: a number in it, else the writer of the message it answers. */
export function readOwnerOrder({ rest, about }: Pick<Command, 'rest' | 'about'>): OwnerOrder {
  const [first = '', ...others] = rest.trim().split(/\s+/);
  if (/^-\d{1,20}$/.test(first)) return { kind: 'group', id: first };
  // An id has at least five digits; shorter numbers behind an answer are amounts.
  if (/^\d{5,20}$/.test(first)) {
    const named = about?.personId === first ? { name: about.name } : {};
    return { kind: 'person', who: { personId: first, ...named }, rest: others.join(' ') };
  }
  return about ? { kind: 'person', who: about, rest: rest.trim() } : { kind: 'unclear' };
}

/** Reads a daily limit: dollars, with or without their sign, or `off`; undefined for anything else. */
export function readDayLimit(text: string): number | 'off' | undefined {
  if (text.toLowerCase() === 'off') return 'off';
  const amount = /^\$?(\d{1,7}(?:[.,]\d{1,2})?)\$?$/.exec(text)?.[1];
  if (amount === undefined) return undefined;
  return usdSchema.safeParse(Number(amount.replace(',', '.'))).data;
}
