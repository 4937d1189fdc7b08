import type { ContinuitySheet } from '@kinoline/contracts';

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/** A prompt carries a part of the sheet when it repeats at least this share of its telling words. */
const carriedShare = 0.4;

/** Shorter words are too common to tell anything. */
const tellingCharacters = 4;

/** Endings differ from sentence to sentence; so many first letters are compared. */
const stemCharacters = 5;

/**
 * Makes sure that a scene's prompt carries the essence of the continuity sheet, how the characters look and the
 * style: without it the video model makes them up anew in every scene. What the prompt does not carry is added.
 *
 * @returns undefined when it does not fit
 */
export function carryContinuity(
  prompt: string,
  sheet: ContinuitySheet,
  maxCharacters: number,
): string | undefined {
  const additions = [
    addition(prompt, 'Characters, when seen, always look like this', sheet.characters),
    addition(prompt, 'Style of the whole film', sheet.style),
  ].filter((each) => each !== '');
  const carried = [prompt, ...additions].join(' ');
  return carried.length <= maxCharacters ? carried : undefined;
}

/** Whether the prompt repeats enough of the telling words of a text; a text without any is carried by all. */
export function carries(prompt: string, text: string): boolean {
  const telling = stemsOf(text);
  if (telling.size === 0) return true;
  const present = stemsOf(prompt);
  const repeated = [...telling].filter((stem) => present.has(stem)).length;
  return repeated / telling.size >= carriedShare;
}

function addition(prompt: string, title: string, text: string): string {
  return carries(prompt, text) ? '' : `${title}: ${text.replace(/[.\s]+$/u, '')}.`;
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
