import { sameTextButton, sendFilmButton } from '../../conversation/doors.js';
import type { Screen } from '../../telegram/screen.js';
import { refusalLine } from '../remarks/refusal-line.js';
import type { DeliveredFilm, ShownJob } from '../shown-job.js';
import { calledUpon, heading } from './heading.js';
import type { ScreenSources } from './sources.js';

/** A job whose film is made and did not reach the chat: the person sends for it, or for the same once more. */
export function leftFilmScreen(job: ShownJob, { cut, gone }: DeliveredFilm, sources: ScreenSources): Screen {
  const { words } = sources;
  const { jobId } = job;
  const refused = refusalLine(job, words);
  const parts = [
    ...calledUpon(job, sources),
    heading(job, sources),
    words.html(gone ? 'delivery-unbrought-gone' : 'delivery-unbrought'),
    ...(refused === undefined ? [] : [refused]),
  ];
  const button = gone ? sameTextButton(jobId, words) : sendFilmButton({ jobId, cut }, words);
  return { html: parts.join('\n\n'), rows: [[button]] };
}
