import { cutInto, shorten } from './cut-text.js';
import { joinTexts, sentencesOf } from './sentences.js';
import { stageMaxCharacters, stageOf } from '@kinoline/contracts';

/**
 * Splits a prompt into exactly `count` scene texts without a language model, in any language: sentences are grouped
 * evenly in their order; where there are fewer sentences than scenes, a sentence is shown in stages. Nothing is lost,
 * unless the prompt is longer than all scenes together may be: then its end is cut off.
 *
 * @param prompt - not empty
 * @param maxCharacters - longest text of one scene
 */
export function splitByRules(prompt: string, count: number, maxCharacters: number): string[] {
  const sentences = sentencesOf(prompt);
  if (sentences.length >= count) return grouped(sentences, count, maxCharacters);
  const room = roomFor(maxCharacters);
  const pieces = sentences.flatMap((sentence) =>
    sentence.length <= room ? [sentence] : cutInto(sentence, Math.ceil((sentence.length / room) * 1.25)),
  );
  if (pieces.length >= count) return grouped(pieces, count, maxCharacters);
  return staged(pieces, count, maxCharacters);
}

/** Leaves room to say which stage is shown, unless hardly anything would be left for the text. */
function roomFor(maxCharacters: number): number {
  return maxCharacters > 4 * stageMaxCharacters ? maxCharacters - stageMaxCharacters : maxCharacters;
}

function grouped(pieces: readonly string[], count: number, maxCharacters: number): string[] {
  const shares = shareOut(pieces.length, count);
  let from = 0;
  const scenes = shares.map((share) => joinTexts(pieces.slice(from, (from += share))));
  if (scenes.every(({ length }) => length <= maxCharacters)) return scenes;
  return cutInto(joinTexts(pieces), count).map((scene) => shorten(scene, maxCharacters));
}

function staged(pieces: readonly string[], count: number, maxCharacters: number): string[] {
  const shares = shareOut(count, pieces.length);
  return pieces.flatMap((piece, at) => {
    const parts = shares[at] ?? 1;
    const text = shorten(piece, maxCharacters);
    return Array.from({ length: parts }, (_, part) => stageOf(text, part + 1, parts, maxCharacters));
  });
}

/** Shares a number out as evenly as whole numbers allow, larger shares first. */
function shareOut(total: number, among: number): number[] {
  return Array.from({ length: among }, (_, at) => Math.floor(total / among) + (at < total % among ? 1 : 0));
}
