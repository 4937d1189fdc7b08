import { sameTextButton, settingsButton } from '../conversation/doors.js';
import { pressData } from '../telegram/press-data.js';
import type { Screen } from '../telegram/screen.js';
import type { Words } from '../words/words.js';
import { cutTopic } from './change/dialog.js';

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
        data: pressData(cutTopic, 'shoot', film.jobId, film.cut),
      },
      { label: words.plain('delivery-button-more'), data: pressData(cutTopic, 'more', film.jobId, film.cut) },
    ],
    ...oldFilmButtons(film, words),
  ];
}

/** What is left to do with a film that cannot be changed any more, because there is a newer cut of it. */
export function oldFilmButtons({ jobId }: Pick<CutName, 'jobId'>, words: Words): Screen['rows'] {
  return [[sameTextButton(jobId, words), settingsButton(words)]];
}
