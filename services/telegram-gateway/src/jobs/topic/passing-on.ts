import type { Turn } from '../../conversation/topic.js';
import { isBeingChanged } from '../progress.js';
import type { ShownJob } from '../shown-job.js';

/**
 * Whether a change or the end of a job is on its way to the planner, or still owed by the talk. A stop names the present
 * cut and a change begins the next: the two must not cross, or the film would be shot on although it was stopped.
 */
export function isPassedOn({ conversation }: Pick<Turn, 'conversation'>, job: ShownJob): boolean {
  const owed = conversation.pending?.effects ?? [];
  return (
    isBeingChanged(job) ||
    owed.some(
      (effect) => (effect.kind === 'change' || effect.kind === 'cancel') && effect.data.jobId === job.jobId,
    )
  );
}
