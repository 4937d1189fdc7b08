import type { Entity } from './model.js';

const patterns: readonly (readonly [type: string, pattern: RegExp])[] = [
  ['bot_command', /(?<![\w/@])\/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?!\w)/g],
  ['mention', /(?<![\w@/])@\w{3,32}(?!\w)/g],
  ['url', /https?:\/\/[^\s<>]+/g],
  ['hashtag', /(?<![\w#])#[\p{L}\w]+/gu],
];

/** The commands, mentions, links and hashtags that Telegram finds in what a person writes (offsets in UTF-16 units). */
export function foundEntities(text: string): Entity[] {
  const found = patterns.flatMap(([type, pattern]) =>
    [...text.matchAll(pattern)].map((match) => ({ type, offset: match.index, length: match[0].length })),
  );
  const links = found.filter(({ type }) => type === 'url');
  const inLink = ({ offset }: Entity): boolean =>
    links.some((link) => offset > link.offset && offset < link.offset + link.length);
  return found.filter((entity) => !inLink(entity)).toSorted((one, other) => one.offset - other.offset);
}

/** The text an entity covers. */
export function textOf(text: string, { offset, length }: Entity): string {
  return text.slice(offset, offset + length);
}
