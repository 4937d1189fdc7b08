import type { Conversation } from '../../conversation/conversation.js';
import type { Effect } from '../../conversation/effect.js';
import type { Turn } from '../../conversation/topic.js';
import { isBeingChanged } from '../progress.js';
import type { ShownJob } from '../shown-job.js';

/** What a person says of a job that was begun. */
type Word = Extract<Effect, { kind: 'approve' | 'edit' | 'change' | 'cancel' }>;

/**
 * Whether a change or the end of a job is on its way to the planner, or still owed by the talk. A stop names the present
 * cut and a change begins the next: the two must not cross, or the film would be shot on although it was stopped.
 */
export function isPassedOn({ conversation }: Pick<Turn, 'conversation'>, job: ShownJob): boolean {
  return isBeingChanged(job) || owes(conversation, job.jobId, ['change', 'cancel']);
}

/** Whether the talk has taken such a word about a job and not said it yet. */
export function owes({ pending }: Conversation, jobId: string, kinds: readonly Word['kind'][]): boolean {
  return (pending?.effects ?? []).some(
    (effect) => isWord(effect) && effect.data.jobId === jobId && kinds.includes(effect.kind),
  );
}

function isWord(effect: Effect): effect is Word {
  return ['approve', 'edit', 'change', 'cancel'].includes(effect.kind);
}
