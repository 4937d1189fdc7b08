import { leftFilm } from '../left-film.js';
import { isRefused, openChange } from '../progress.js';
import type { ShownJob } from '../shown-job.js';

/** What the status message tells, and whether it is written anew for that, so that the person hears it. */
export interface Announcement {
  readonly key: string;
  readonly anew: boolean;
}

const summary = 'delivered.';
const sequel = 'sequel.';

/**
 * Most of what happens is drawn into the message that is there. It is written anew below when the person is asked or
 * must know: held, failed, waiting for an approval, a change refused, a film that could not be brought; and when a film is to be changed, under which the old
 * message stays as its summary.
 */
export function announcementOf(job: ShownJob): Announcement {
  const told = job.status?.announced ?? '';
  const key = keyOf(job, told);
  return { key, anew: key !== told && !isQuiet(key, told) };
}

/** Whether the message is the summary of a film, which stays when the next one is written. */
export function isSummary({ announced }: NonNullable<ShownJob['status']>): boolean {
  return announced.startsWith(summary);
}

/** That a film is there is told by the film; that it stays as it was, in the message about its change. */
function isQuiet(key: string, told: string): boolean {
  return key.startsWith(summary) && (!key.includes('refused') || told.startsWith(sequel));
}

function keyOf(job: ShownJob, told: string): string {
  switch (job.stage) {
    case 'planning':
    case 'rendering':
    case 'joining':
    case 'delivering':
      return told.startsWith(summary) ? `${sequel}${job.cut}` : told;
    case 'approval':
      return `approval.${job.cut}`;
    case 'delivered':
      if (openChange(job)) return `${sequel}${job.cut + 1}`;
      if (leftFilm(job)) return `left.${job.cut}`;
      return isRefused(job) ? `${summary}refused.${job.plan?.revision ?? 0}` : `${summary}${job.cut}`;
    case 'cancelled':
      return job.cancelled?.by === 'operator' ? `cancelled.${job.cut}` : refusedKey(job, told);
    case 'held':
    case 'failed':
    case 'rejected':
      return refusedKey(job, `${job.stage}.${job.cut}`);
  }
}

function refusedKey(job: ShownJob, otherwise: string): string {
  return isRefused(job) ? `refused.${job.plan?.revision ?? 0}` : otherwise;
}
