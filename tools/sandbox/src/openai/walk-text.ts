import type { JsonSchema } from './json-schema.js';
import { numberOf } from './json-schema.js';
import { longestText } from './source.js';
import type { WalkPlace } from './walker.js';

const moments = {
  english: [
    'as it begins',
    'a little later',
    'coming closer',
    'at the turning point',
    'seen from afar',
    'as the light changes',
    'slowing down',
    'at the very end',
  ],
  russian: [
    'самое начало',
    'немного позже',
    'крупным планом',
    'решающий миг',
    'вид издалека',
    'меняется свет',
    'всё медленнее',
    'самый конец',
  ],
};
const flourish = 'The light, the colours and the camera carry on from the moment before.';

const formats: Readonly<Record<string, string>> = {
  'date-time': '2026-11-01T12:00:00Z',
  date: '2026-11-01',
  time: '12:00:00Z',
  duration: 'PT4S',
  email: 'person@example.com',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://example.com/',
  uuid: '0193a0d0-0000-7000-8000-000000000001',
};

/** `openingPicture` and `opening_picture` as "opening picture". */
export function wordsOf(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[_-]+/g, ' ')
    .toLowerCase();
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function rewritten(text: string): string {
  const original = text.trimEnd();
  return /[.!?…。！？]$/.test(original) ? `${original} ${flourish}` : `${original}. ${flourish}`;
}

/** Names under which a text needs no word about what it is. */
const plainNames = new Set(['text', 'prompt', 'description', 'content', 'scene', 'summary']);

function aboutSubject({ name, indexes, source }: WalkPlace): string {
  const words = wordsOf(name);
  const index = indexes.at(-1);
  if (index === undefined) return `${capital(words)}: ${source.subject}`;
  const sentences = source.subject.split(/(?<=[.!?…。！？])\s+/);
  const sentence = (sentences[index % sentences.length] ?? '').replace(/[.!?…。！？\s]+$/, '');
  const number = indexes.map((position) => position + 1).join('.');
  const told = /\p{Script=Cyrillic}/u.test(sentence) ? moments.russian : moments.english;
  const plain = plainNames.has(words) && indexes.length === 1 && index < told.length;
  return `${sentence}, ${told[index % told.length] ?? ''}${plain ? '' : ` (${words} ${number})`}`;
}

/**
 * The text for one place: the same-named text of the item it is about, rewritten but whole; something about that
 * item; the same-named text of the message; else something about the message, different for each position in a list.
 */
function phrase(place: WalkPlace, echo: unknown): string {
  if (typeof echo === 'string') {
    const oneWord = !/\s/.test(echo.trim());
    return place.item === undefined || oneWord ? echo : rewritten(echo);
  }
  if (typeof place.item === 'string') return rewritten(place.item);
  const about = longestText(place.item);
  return about === '' ? aboutSubject(place) : `${capital(wordsOf(place.name))}: ${about}`;
}

function fit(text: string, schema: JsonSchema): string {
  const longest = numberOf(schema, 'maxLength') ?? Infinity;
  const shortest = numberOf(schema, 'minLength') ?? 0;
  let fitted = text.slice(0, longest).toWellFormed();
  while (fitted.length < shortest) fitted = `${fitted} ${flourish}`.slice(0, longest);
  return fitted;
}

/** Texts to try for a string schema, best first; the first that is valid is taken. */
export function textCandidates(schema: JsonSchema, place: WalkPlace, echo: unknown): string[] {
  const format = schema['format'];
  const formatted = typeof format === 'string' ? formats[format] : undefined;
  const number = String((place.indexes.at(-1) ?? 0) + 1);
  const name = wordsOf(place.name);
  return [
    ...(typeof echo === 'string' && (formatted !== undefined || 'pattern' in schema) ? [echo] : []),
    ...(formatted === undefined ? [] : [formatted]),
    fit(phrase(place, echo), schema),
    ...[name, name.replaceAll(' ', '-'), `${name.replaceAll(' ', '-')}-${number}`, number, `0${number}`],
    ...['a', 'A', 'en', 'en-US', '#336699', '16:9', '1.0', formats['uuid'] ?? ''],
  ];
}
