import type { Formatted } from './html.js';
import { sortEntities } from './html.js';
import type { Entity } from './model.js';

function clip(entity: Entity, from: number, to: number): Entity {
  const offset = Math.max(entity.offset, from);
  const end = Math.min(entity.offset + entity.length, to);
  return { ...entity, offset: offset - from, length: end - offset };
}

/**
 * Without white space at the end, and without blanks and line feeds before the text and its first entity, as Telegram
 * stores it. Source: tdlib, fix_formatted_text.
 */
export function trimFormatted({ text, entities }: Formatted): Formatted {
  const end = text.trimEnd().length;
  const blank = /^[ \n]*/.exec(text)?.[0].length ?? 0;
  const begin = Math.min(blank, end, ...entities.map(({ offset }) => offset));
  const kept = entities.map((entity) => clip(entity, begin, end)).filter(({ length }) => length > 0);
  return { text: text.slice(begin, end), entities: sortEntities(kept) };
}

/** Length as Telegram counts it: in Unicode code points. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}
