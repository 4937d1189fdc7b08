import type { KeptFilm } from '../../people/person.js';
import { pressData } from '../../telegram/press-data.js';
import { type Button, inRows, type Screen } from '../../telegram/screen.js';
import { excerpt } from '../../words/figures.js';
import type { Words } from '../../words/words.js';
import { factsOf } from './film-lines.js';

/** Name of the topic. */
export const historyTopic = 'history';

const filmsOnPage = 10;
const titleCharacters = 90;
const buttonsInRow = 5;

/**
 * One page of a person's films, newest first, a button each.
 *
 * @param page - from 0; one that there is not (any more) is the nearest that there is
 */
export function historyScreen(films: readonly KeptFilm[], page: number, words: Words): Screen {
  if (films.length === 0) return { html: words.html('delivery-history-empty'), rows: [] };
  const last = Math.ceil(films.length / filmsOnPage) - 1;
  const at = Math.min(Math.max(0, Number.isInteger(page) ? page : 0), last);
  const shown = films
    .slice(at * filmsOnPage, (at + 1) * filmsOnPage)
    .map((film, index) => ({ film, number: at * filmsOnPage + index + 1 }));
  const lines = shown.map(({ film, number }) =>
    words.html('delivery-history-line', {
      ...factsOf({ ...film, title: excerpt(film.title, titleCharacters) }, words),
      number,
    }),
  );
  return {
    html: [words.html('delivery-history'), ...lines].join('\n\n'),
    rows: [
      ...inRows(
        shown.map(({ film: { jobId, cut }, number }): Button => ({
          label: String(number),
          data: pressData(historyTopic, 'film', jobId, cut),
        })),
        buttonsInRow,
      ),
      ...turning(at, last, words),
      [{ label: words.plain('close'), data: pressData(historyTopic, 'close') }],
    ],
  };
}

function turning(at: number, last: number, words: Words): Button[][] {
  const newer = {
    label: words.plain('delivery-history-newer'),
    data: pressData(historyTopic, 'page', at - 1),
  };
  const older = {
    label: words.plain('delivery-history-older'),
    data: pressData(historyTopic, 'page', at + 1),
  };
  const row = [...(at > 0 ? [newer] : []), ...(at < last ? [older] : [])];
  return row.length > 0 ? [row] : [];
}
