import type { ContinuitySheet } from '@kinoline/contracts';

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/** A prompt carries a part of the sheet when it repeats at least this share of its telling words. */
const carriedShare = 0.4;

/** Shorter words are too common to tell anything. */
const tellingCharacters = 4;

/** Endings differ from sentence to sentence; so many first letters are compared. */
const stemCharacters = 5;

/** How each part of the sheet is put behind a prompt. */
const titles = {
  characters: 'Characters, when seen, always look like this',
  style: 'Style of the whole film',
  light: 'The light, unless told otherwise',
  place: 'The place, unless told otherwise',
} as const;

/** A part of the continuity sheet that a prompt can carry. */
export type SheetPart = keyof typeof titles;

/** What no prompt may lack: without it the video model makes up looks and style anew in every scene. */
export const essentialParts: readonly SheetPart[] = ['characters', 'style'];

/** What words lack that nobody rewrote: a rewritten prompt tells the place and light of its own scene. */
export const allParts: readonly SheetPart[] = [...essentialParts, 'light', 'place'];

/**
 * The prompt with what it does not carry of the continuity sheet behind it, part by part as far as it fits. A prompt
 * that carries a part keeps its own words for it, so that doing it again changes nothing.
 *
 * @param parts - what it should carry, the most important first
 */
export function carryContinuity(
  prompt: string,
  sheet: ContinuitySheet,
  maxCharacters: number,
  parts: readonly SheetPart[] = essentialParts,
): string {
  return parts
    .filter((part) => !carries(prompt, sheet[part]))
    .map((part) => addition(part, sheet))
    .reduce((text, added) => {
      const longer = `${asSentence(text)} ${added}`;
      return longer.length <= maxCharacters ? longer : text;
    }, prompt);
}

/** Whether nothing that no prompt may lack is missing. */
export function carriesEssence(prompt: string, sheet: ContinuitySheet): boolean {
  return essentialParts.every((part) => carries(prompt, sheet[part]));
}

/** The prompt without what {@link carryContinuity} put behind it. */
export function withoutContinuity(prompt: string, sheet: ContinuitySheet): string {
  return allParts.reduce((text, part) => text.replaceAll(` ${addition(part, sheet)}`, ''), prompt);
}

/** Whether the prompt repeats enough of the telling words of a text; a text without any is carried by all. */
export function carries(prompt: string, text: string): boolean {
  const telling = stemsOf(text);
  if (telling.size === 0) return true;
  const present = stemsOf(prompt);
  const repeated = [...telling].filter((stem) => present.has(stem)).length;
  return repeated / telling.size >= carriedShare;
}

function addition(part: SheetPart, sheet: ContinuitySheet): string {
  return `${titles[part]}: ${sheet[part].replace(/[.\s]+$/u, '')}.`;
}

/** What people write does not always end with a full stop. */
function asSentence(text: string): string {
  return /\p{P}\s*$/u.test(text) ? text : `${text}.`;
}

function stemsOf(text: string): Set<string> {
  const words = Array.from(segmenter.segment(text.toLowerCase()))
    .filter(({ isWordLike, segment }) => isWordLike === true && isTelling(segment))
    .map(({ segment }) => segment.slice(0, stemCharacters));
  return new Set(words);
}

/** Scripts without spaces tell more with fewer characters. */
function isTelling(word: string): boolean {
  return (
    word.length >= tellingCharacters || /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(word)
  );
}
