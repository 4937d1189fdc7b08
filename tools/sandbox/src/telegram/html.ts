import type { Entity } from './model.js';
import { badRequest } from './problem.js';

const kinds: Readonly<Record<string, string>> = {
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
  code: 'code',
  pre: 'pre',
  a: 'text_link',
  blockquote: 'blockquote',
};
const signs: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

/** A text as the person sees it, and where it is bold, a link and so on (offsets in UTF-16 units). */
export interface Formatted {
  readonly text: string;
  readonly entities: readonly Entity[];
}

function decode(text: string): string {
  const named = text.replaceAll(/&(lt|gt|amp|quot);/g, (whole, name: string) => signs[name] ?? whole);
  return named.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}

function href(attributes: string): { url?: string } {
  const url = /href\s*=\s*["']([^"']*)["']/.exec(attributes)?.[1];
  return url === undefined ? {} : { url: decode(url) };
}

interface OpenTag {
  readonly name: string;
  readonly offset: number;
  readonly attributes: string;
}

function unclosed(name: string): Error {
  return badRequest(`can't parse entities: Can't find end tag corresponding to start tag "${name}"`);
}

/** Parses Telegram's HTML. Throws a 400 on unknown or unbalanced tags, as Telegram does. */
export function parseHtml(source: string): Formatted {
  const entities: Entity[] = [];
  const open: OpenTag[] = [];
  let text = '';
  let read = 0;
  for (const tag of source.matchAll(/<(\/?)([a-zA-Z0-9-]*)([^<>]*)>|</g)) {
    text += decode(source.slice(read, tag.index));
    read = tag.index + tag[0].length;
    const name = (tag[2] ?? '').toLowerCase();
    const type = kinds[name];
    if (type === undefined) {
      throw badRequest(`can't parse entities: Unsupported start tag "${name}" at byte offset ${tag.index}`);
    }
    if (tag[1] === '') {
      open.push({ name, offset: text.length, attributes: tag[3] ?? '' });
      continue;
    }
    const begun = open.pop();
    if (begun?.name !== name)
      throw badRequest(`can't parse entities: Unexpected end tag at byte offset ${tag.index}`);
    const length = text.length - begun.offset;
    if (length > 0) entities.push({ type, offset: begun.offset, length, ...href(begun.attributes) });
  }
  const last = open.pop();
  if (last) throw unclosed(last.name);
  return { text: text + decode(source.slice(read)), entities };
}
