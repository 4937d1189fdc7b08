import { toast } from '../../conversation/replies.js';
import type { Reply, Turn } from '../../conversation/topic.js';
import type { JobDesk } from '../job-desk.js';
import type { ShownJob } from '../shown-job.js';
import { outdated } from './replies.js';

/** The job whose button a person pressed, or the answer to whoever may not press it (any more). */
export async function ownJob(
  turn: Turn,
  jobId: string,
  desk: Pick<JobDesk, 'find'>,
): Promise<{ readonly job: ShownJob } | { readonly answer: Reply }> {
  const { words, person } = turn;
  const job = await desk.find(jobId);
  if (!job) return { answer: outdated(turn, undefined, words.plain('forgotten')) };
  if (!isOrderedBy(job, person)) return { answer: toast(words.plain('not-yours')) };
  return { job };
}

/** As {@link ownJob}, of a button that needs the planner's answer: a job that is too old for that has none. */
export async function goingJob(
  turn: Turn,
  jobId: string,
  desk: Pick<JobDesk, 'find' | 'isForgotten'>,
): Promise<{ readonly job: ShownJob } | { readonly answer: Reply }> {
  const found = await ownJob(turn, jobId, desk);
  if ('answer' in found || !desk.isForgotten(found.job, turn.now)) return found;
  return { answer: outdated(turn, found.job, turn.words.plain('too-old')) };
}

/** Whether a person may decide about a job: they asked for it. */
export function isOrderedBy(
  { request }: Pick<ShownJob, 'request'>,
  { personId }: Pick<Turn['person'], 'personId'>,
): boolean {
  return request.requester.personId === personId;
}
