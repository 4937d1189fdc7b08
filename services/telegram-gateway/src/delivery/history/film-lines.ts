import { sameTextButton } from '../../conversation/doors.js';
import type { KeptFilm } from '../../people/person.js';
import type { Screen } from '../../telegram/screen.js';
import { clock, dollars } from '../../words/figures.js';
import type { WordArguments, Words } from '../../words/words.js';

/** What a text can tell of a kept film. */
export function factsOf(film: KeptFilm, words: Words): WordArguments {
  return {
    date: dayOf(film.at, words),
    length: clock(film.seconds),
    cost: dollars(film.costUsd),
    title: film.title,
  };
}

/** The text with a film that is sent again. */
export function againCaption(film: KeptFilm, remarks: readonly string[], words: Words): string {
  return [words.html('delivery-again', factsOf(film, words)), ...remarks].join('\n\n');
}

/** Says that a film is gone; where its whole text is still known, it can be made anew with a tap. */
export function goneScreen(
  { jobId, title }: KeptFilm,
  { isKnown, keptDays: days }: { readonly isKnown: boolean; readonly keptDays: number },
  words: Words,
): Screen {
  if (!isKnown) return { html: words.html('delivery-gone-for-good', { title, days }), rows: [] };
  return { html: words.html('delivery-gone', { title, days }), rows: [[sameTextButton(jobId, words)]] };
}

/** A day as people write it; UTC, since a person's own time is not known. */
function dayOf(at: string, { locale }: Words): string {
  const style = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(locale, style).format(new Date(at));
}
