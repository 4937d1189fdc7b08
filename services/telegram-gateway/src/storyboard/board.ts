import type { Models } from '../catalogue/models.js';
import type { Plan, ShownJob } from '../jobs/shown-job.js';
import type { Words } from '../words/words.js';

/** A storyboard that may be edited, and everything its screens are drawn from. */
export interface Board extends Models {
  readonly job: ShownJob;
  readonly plan: Plan;
  readonly words: Words;
}
