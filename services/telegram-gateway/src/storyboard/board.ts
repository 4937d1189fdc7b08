import type { ModelCatalogue } from '@kinoline/contracts';
import type { ShownJob } from '../jobs/shown-job.js';
import { pressData } from '../telegram/press-data.js';
import type { Button } from '../telegram/screen.js';
import type { WordArguments, Words } from '../words/words.js';

/** Name of the topic in the data of its buttons. */
export const boardTopicName = 'board';

/** The plan of a job that waits for its approval. */
export type Plan = NonNullable<ShownJob['plan']>;

/** A storyboard that may be edited, and everything its screens are drawn from. */
export interface Board {
  readonly job: ShownJob;
  readonly plan: Plan;
  readonly words: Words;
  readonly catalogue: ModelCatalogue;
  readonly now: Date;
}

/** A button that is about this revision of the storyboard: of another one it is old. */
export function boardButton(
  { job, plan, words }: Pick<Board, 'job' | 'plan' | 'words'>,
  [id, args]: readonly [id: string, args?: WordArguments],
  [action, ...about]: readonly [string, ...(string | number)[]],
): Button {
  const data = pressData(boardTopicName, action, job.jobId, plan.revision, ...about);
  return { label: words.plain(id, args), data };
}

/** Buttons in rows of so many. */
export function inRows(buttons: readonly Button[], across: number): Button[][] {
  const rows = Array.from({ length: Math.ceil(buttons.length / across) }, (_, row) => row * across);
  return rows.map((from) => buttons.slice(from, from + across));
}
