import { pressData } from '../telegram/press-data.js';
import type { Screen } from '../telegram/screen.js';
import type { Words } from '../words/words.js';

/** Which cut of which job. */
export interface CutName {
  readonly jobId: string;
  readonly cut: number;
}

/** What can be done with a film that was just made. */
export function filmButtons(film: CutName, words: Words): Screen['rows'] {
  return [
    [
      {
        label: words.plain('delivery-button-shoot'),
        data: pressData('cut', 'shoot', film.jobId, film.cut),
      },
      { label: words.plain('delivery-button-more'), data: pressData('cut', 'more', film.jobId, film.cut) },
    ],
    ...oldFilmButtons(film, words),
  ];
}

/** What is left to do with a film that cannot be changed any more, because there is a newer cut of it. */
export function oldFilmButtons({ jobId }: Pick<CutName, 'jobId'>, words: Words): Screen['rows'] {
  return [
    [
      { label: words.plain('delivery-button-again'), data: pressData('film', 'again', jobId) },
      { label: words.plain('delivery-button-settings'), data: pressData('settings', 'show') },
    ],
  ];
}
