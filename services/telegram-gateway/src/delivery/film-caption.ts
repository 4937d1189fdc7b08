import { visibleLength } from '../telegram/visible-length.js';
import { clock, dollars, excerpt } from '../words/figures.js';
import type { Words } from '../words/words.js';

/** Most characters of a caption, after its markup was read. Source: https://core.telegram.org/bots/api#sendvideo */
export const captionMaxCharacters = 1024;

/** What the text with a film tells. */
export interface FilmStory {
  /** Whether the person got a film of this job before. */
  readonly again: boolean;
  /** Whom it is for, told where others read along: in a group. */
  readonly reader?: { readonly personId: string; readonly name: string };
  readonly prompt: string;
  /** Names of the models that made it. */
  readonly models: readonly string[];
  readonly quality: string;
  /** As the person counts them. */
  readonly scenes: number;
  readonly seconds: number;
  /** What the job cost so far, in US dollars. */
  readonly costUsd: number;
  /** What the person has left today, in US dollars; missing when nothing limits them. */
  readonly leftUsd?: number;
  /** How long this cut took, in seconds. */
  readonly tookSeconds: number;
  /** Lines of HTML about what is not as it was asked for. */
  readonly notes: readonly string[];
}

/** How much of notes and prompt is told, from much to little; the notes give way last. */
const sizes = [10, 5, 2, 0].flatMap((notes) =>
  [400, 200, 80, 0].map((characters) => ({ notes, characters })),
);

/**
 * The text with a film, in Telegram's HTML, at most 1,024 characters after parsing.
 *
 * @param remarks - lines of HTML about how it was brought; never left out
 */
export function captionOf(story: FilmStory, remarks: readonly string[], words: Words): string {
  const candidates = sizes.map(({ notes, characters }) =>
    written(story, remarks, { notes, characters }, words),
  );
  return candidates.find((html) => visibleLength(html) <= captionMaxCharacters) ?? heading(story, words);
}

function written(
  story: FilmStory,
  remarks: readonly string[],
  most: { readonly notes: number; readonly characters: number },
  words: Words,
): string {
  const prompt = excerpt(story.prompt, most.characters);
  const parts = [
    heading(story, words),
    most.characters > 0 ? words.html('quoted', { text: prompt }) : '',
    [factsLine(story, words), costLine(story, words), ...leftLine(story, words)].join('\n'),
    [...story.notes.slice(0, most.notes), ...remarks].join('\n'),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function heading({ again, reader }: FilmStory, words: Words): string {
  if (!reader) return words.html(again ? 'delivery-new-cut' : 'delivery-ready');
  const name = excerpt(reader.name, 64);
  const id = again ? 'delivery-new-cut-for' : 'delivery-ready-for';
  return words.html(id, { personId: reader.personId, name });
}

function factsLine({ models, quality, scenes, seconds }: FilmStory, words: Words): string {
  return words.html('delivery-facts', {
    models: excerpt(models.join(', '), 120),
    quality,
    scenes,
    length: clock(seconds),
  });
}

function costLine({ again, costUsd, tookSeconds }: FilmStory, words: Words): string {
  const id = again ? 'delivery-cost-so-far' : 'delivery-cost';
  return words.html(id, { cost: dollars(costUsd), took: clock(tookSeconds) });
}

function leftLine({ leftUsd }: FilmStory, words: Words): string[] {
  return leftUsd === undefined ? [] : [words.html('delivery-left-today', { left: dollars(leftUsd) })];
}
