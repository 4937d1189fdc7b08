import type { Entity } from './model.js';
import { badRequest } from './problem.js';

/** A tag that was opened. */
export interface OpenTag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** Where its text begins, in UTF-16 units. */
  readonly offset: number;
}

const simple: Readonly<Record<string, string>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
};
const known = new Set([...Object.keys(simple), 'a', 'code', 'pre', 'blockquote', 'tg-emoji']);

/** Throws where Telegram does not know the tag. `at` is its offset in bytes. */
export function assertKnownTag(name: string, at: number): void {
  if (known.has(name)) return;
  throw badRequest(`can't parse entities: Unsupported start tag "${name}" at byte offset ${at}`);
}

/** Throws where a tag misses what makes it one. */
export function assertComplete({ name, attributes }: Omit<OpenTag, 'offset'>, at: number): void {
  if (name !== 'span' || attributes.get('class') === 'tg-spoiler') return;
  throw badRequest(`can't parse entities: Tag "span" must have class "tg-spoiler" at byte offset ${at}`);
}

function link(url: string): object | undefined {
  const person = /^tg:\/\/user\?id=(\d+)$/.exec(url)?.[1];
  if (person !== undefined) {
    return { type: 'text_mention', user: { id: Number(person), is_bot: false, first_name: '' } };
  }
  const address = /^[a-z]+:/i.test(url) ? url : `http://${url}`;
  if (!URL.canParse(address)) return undefined;
  const { protocol, hostname, href } = new URL(address);
  const reachable = protocol === 'tg:' || (['http:', 'https:'].includes(protocol) && hostname.includes('.'));
  return reachable ? { type: 'text_link', url: href } : undefined;
}

function customEmoji(tag: OpenTag): object {
  const id = tag.attributes.get('emoji-id') ?? '';
  if (!/^[1-9]\d*$/.test(id))
    throw badRequest("can't parse entities: Invalid custom emoji identifier specified");
  return { type: 'custom_emoji', custom_emoji_id: id };
}

function meaning(tag: OpenTag, text: string): object | undefined {
  const type = simple[tag.name];
  if (type !== undefined) return { type };
  const href = tag.attributes.get('href') ?? '';
  if (tag.name === 'a') return link(href === '' ? text : href);
  if (tag.name === 'tg-emoji') return customEmoji(tag);
  if (tag.name === 'blockquote') {
    return { type: tag.attributes.has('expandable') ? 'expandable_blockquote' : 'blockquote' };
  }
  return { type: tag.name };
}

/** What a closed tag makes of the text in it; nothing when it is empty or leads nowhere. */
export function entityOf(tag: OpenTag, text: string): Entity | undefined {
  if (text === '') return undefined;
  const found = meaning(tag, text);
  return found && ({ ...found, offset: tag.offset, length: text.length } as Entity);
}

/** The programming language a `code` tag names. */
export function languageOf(tag: OpenTag): string | undefined {
  const name = tag.attributes.get('class') ?? '';
  return tag.name === 'code' && name.startsWith('language-') ? name.slice('language-'.length) : undefined;
}
