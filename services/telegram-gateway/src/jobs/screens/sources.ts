import type { Models } from '../../catalogue/models.js';
import type { Standing } from '../../people/quotas.js';
import { pressData } from '../../telegram/press-data.js';
import type { Button } from '../../telegram/screen.js';
import type { WordArguments, Words } from '../../words/words.js';
import { revisionOf } from '../progress.js';
import type { Paces } from '../time/paces.service.js';
import type { ShownJob } from '../shown-job.js';

/** Everything besides the job that its screens are made from. */
export interface ScreenSources extends Models {
  readonly words: Words;
  readonly paces: Paces;
  /** How long the line keeps messages, in days. */
  readonly messageDays: number;
  /** First name of whoever asked for the job. */
  readonly name: string;
  /** Where the person stands today, without what is set aside for the job; missing where that is not told. */
  readonly standing?: Standing;
}

/** A text of a button, and what it is filled with. */
export type Label = readonly [id: string, args?: WordArguments];

/** Name of the topic that hears the buttons of status messages. */
export const jobTopic = 'job';

/** A button that changes a job as it stands: it is old as soon as the job has another revision. */
export function jobButton(
  job: ShownJob,
  words: Words,
  label: Label,
  action: string,
  ...args: readonly (string | number)[]
): Button {
  const data = pressData(jobTopic, action, job.jobId, revisionOf(job), ...args);
  return { label: words.plain(...label), data };
}

/** Name of the topic that hears the buttons of a storyboard. */
export const boardTopic = 'board';

/** A button about a storyboard that waits for its approval: it is old as soon as there is another revision. */
export function boardButton(
  { job, words }: { readonly job: ShownJob; readonly words: Words },
  label: Label,
  [action, ...about]: readonly [string, ...(string | number)[]],
): Button {
  const data = pressData(boardTopic, action, job.jobId, revisionOf(job), ...about);
  return { label: words.plain(...label), data };
}

/** Dollars in whole cents: so a button remembers the price that it showed. */
export function centsOf(usd: number): number {
  return Math.round(usd * 100);
}
