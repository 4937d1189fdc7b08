import { sameTextButton } from '../../conversation/doors.js';
import type { Screen } from '../../telegram/screen.js';
import type { ShownJob } from '../shown-job.js';
import { heading } from './heading.js';
import type { ScreenSources } from './sources.js';

/** A job of so long ago that it cannot go on: it can be made anew, and the films of it that were brought stay. */
export function forgottenScreen(job: ShownJob, sources: ScreenSources): Screen {
  const { words } = sources;
  const films = job.delivered.length > 0 ? [words.html('job-too-old-films')] : [];
  const parts = [heading(job, sources), [words.html('job-too-old'), ...films].join('\n')];
  return { html: parts.join('\n\n'), rows: [[sameTextButton(job.jobId, words)]] };
}
