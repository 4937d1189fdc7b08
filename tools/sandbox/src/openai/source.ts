import { isRecord } from './json-schema.js';

/** What the person's message gives the answer to be made of. */
export interface Source {
  /** The message in one short text. */
  readonly subject: string;
  /** The JSON found in the message, if any. */
  readonly json: unknown;
  /** The first list in that JSON whose items hold text: the things to write about, one by one. */
  readonly items: readonly unknown[];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** End of the bracketed text that begins at `first`, minding strings; -1 when it never closes. */
function closing(text: string, first: number): number {
  let depth = 0;
  let quoted = false;
  for (let index = first; index < text.length; index += 1) {
    const sign = text[index] ?? '';
    if (quoted && sign === '\\') index += 1;
    else if (sign === '"') quoted = !quoted;
    else if (!quoted && '{['.includes(sign)) depth += 1;
    else if (!quoted && '}]'.includes(sign) && (depth -= 1) === 0) return index;
  }
  return -1;
}

/** The largest piece of `text` that is a JSON object or list, with the text around it. */
export function findJson(text: string): { json: unknown; rest: string } {
  let best: { json: unknown; rest: string; length: number } = { json: undefined, rest: text, length: 0 };
  for (let first = text.search(/[{[]/); first >= 0 && first < text.length;) {
    const last = closing(text, first);
    const piece = last < 0 ? '' : text.slice(first, last + 1);
    const json = parse(piece);
    if (typeof json === 'object' && json !== null && piece.length > best.length) {
      best = { json, rest: `${text.slice(0, first)} ${text.slice(last + 1)}`, length: piece.length };
    }
    const from = json === undefined ? first + 1 : last + 1;
    const next = text.slice(from).search(/[{[]/);
    first = next < 0 ? -1 : from + next;
  }
  return { json: best.json, rest: best.rest };
}

function holdsText(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  return (
    isRecord(value) && Object.values(value).some((part) => typeof part === 'string' && part.trim() !== '')
  );
}

function childrenOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return isRecord(value) ? Object.values(value) : [];
}

/** Breadth first: the first list whose items all hold text, lists of objects before lists of texts. */
function findItems(json: unknown): readonly unknown[] {
  const lists: unknown[][] = [];
  for (let level = [json]; level.length > 0; level = level.flatMap(childrenOf)) {
    for (const value of level) {
      if (Array.isArray(value) && value.length > 0 && value.every(holdsText)) lists.push(value);
    }
  }
  return lists.find((list) => list.every(isRecord)) ?? lists[0] ?? [];
}

/** Every text in a value, in order. */
export function textsOf(value: unknown): string[] {
  return typeof value === 'string' ? [value] : childrenOf(value).flatMap(textsOf);
}

/** The longest text in a value; empty when there is none. */
export function longestText(value: unknown): string {
  return textsOf(value).reduce((longest, text) => (text.length > longest.length ? text : longest), '');
}

const subjectLength = 240;

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  if (line.length <= subjectLength) return line;
  return `${line.slice(0, subjectLength).replace(/\s+\S*$/, '')}…`;
}

/** Reads the person's message. */
export function readSource(message: string): Source {
  const { json, rest } = findJson(message);
  const topmost = childrenOf(json).filter((value) => typeof value === 'string');
  const subject = shorten(longestText(topmost) || longestText(json) || rest) || 'a quiet scene';
  return { subject, json, items: findItems(json) };
}

/** The value of the property `name` nearest to the top of `json`. */
export function named(json: unknown, name: string): unknown {
  for (let level = [json]; level.length > 0; level = level.flatMap(childrenOf)) {
    for (const value of level) {
      if (isRecord(value) && name in value) return value[name];
    }
  }
  return undefined;
}
