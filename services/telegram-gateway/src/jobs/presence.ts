import type { ShownJob } from './shown-job.js';

/** The job when its person shows that they are in its chat. */
export function withPerson(job: ShownJob): ShownJob {
  return { ...job, chatGone: false, comings: (job.comings ?? 0) + 1 };
}

/**
 * The job when a call found its chat gone: as it was, where the person came since the call began.
 *
 * @param before - as it was read before the call
 */
export function withoutPerson(job: ShownJob, before: Pick<ShownJob, 'comings'>): ShownJob {
  return job.comings === before.comings ? { ...job, chatGone: true } : job;
}
