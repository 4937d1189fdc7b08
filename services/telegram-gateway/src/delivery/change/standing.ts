import { openChange, isResting } from '../../jobs/progress.js';
import { isOrderedBy } from '../../jobs/topic/own-job.js';
import type { Plan, ShownJob } from '../../jobs/shown-job.js';

/** Why a film cannot be changed now, by the id of the text that says so. */
export type Obstacle =
  | 'forgotten'
  | 'not-yours'
  | 'too-old'
  | 'not-checked'
  | 'delivery-newer'
  | 'delivery-held'
  | 'delivery-at-work';

/** A job whose film can be changed. */
export interface ChangeableJob {
  readonly job: ShownJob;
  readonly plan: Plan;
}

/**
 * Whether a person may change a film now.
 *
 * @param cut - the cut under which they pressed; missing: whichever is the newest
 */
export function changeable(
  job: ShownJob | undefined,
  about: { readonly personId: string; readonly cut?: number },
): ChangeableJob | Obstacle {
  if (!job?.plan) return 'forgotten';
  if (!isOrderedBy(job, about)) return 'not-yours';
  const ahead = (about.cut ?? newestCut(job)) - newestCut(job);
  if (ahead < 0) return 'delivery-newer';
  if (job.stage === 'held') return 'delivery-held';
  // A film that stands in the chat and is not recorded yet: the person was faster.
  if (ahead > 0 || !isResting(job) || openChange(job)) return 'delivery-at-work';
  return { job, plan: job.plan };
}

/** The newest cut that reached the person; 0 when none did. */
export function newestCut({ delivered }: Pick<ShownJob, 'delivered'>): number {
  return Math.max(0, ...delivered.map(({ cut }) => cut));
}
