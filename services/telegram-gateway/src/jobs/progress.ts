import { roundUsd } from '@kinoline/contracts';
import { wantedScenes } from './scope.js';
import { type ShownChange, type ShownJob, spentUsd, type Stage, timeKey } from './shown-job.js';
import { workBeganAt } from './time/work-time.js';

/** What happened, without what follows from it. */
export type JobFacts = Omit<ShownJob, 'stage' | 'since' | 'cut'>;

/** The revision that the next change must name: the plan's; of a job without a plan the number of its cut. */
export function revisionOf(job: Pick<ShownJob, 'cut' | 'held' | 'plan'>): number {
  const heldRevision = job.held?.cut === job.cut ? job.held.revision : 0;
  return Math.max(job.plan?.revision ?? 0, heldRevision) || job.cut;
}

/**
 * What the person wanted and the planner has not answered yet. An edit of a storyboard that was approved or called off
 * before the planner heard of it is never answered.
 */
export function openChange(job: ShownJob): ShownChange | undefined {
  const asked = job.changes[revisionOf(job)];
  return asked?.change !== undefined || job.stage === 'approval' ? asked : undefined;
}

/** Whether the planner has not answered a change yet: it may have begun the next cut already. */
export function isBeingChanged(job: ShownJob): boolean {
  return openChange(job)?.change !== undefined;
}

/** Whether the planner did not take over what the person wanted last. */
export function isRefused({ plan, answers }: ShownJob): boolean {
  return plan !== undefined && answers[plan.revision]?.refused === true;
}

/** The most the person was told that the job costs, in US dollars; never less than it did. */
export function promisedUsd(job: ShownJob): number {
  const planned = job.request.approval ? job.plan?.estimate.costUsd : undefined;
  const shown = lastChange(job)?.totalUsd ?? planned ?? job.priceUsd;
  return roundUsd(Math.max(shown, spentUsd(job)));
}

/** The last change that was taken over, of this cut or one before. */
function lastChange({ answers, changes, cut }: ShownJob): ShownChange | undefined {
  const takenOver = Object.values(changes).filter(({ change, revision }) => {
    const answer = answers[revision + 1];
    return change !== undefined && answer?.refused === false && answer.cut > 1 && answer.cut <= cut;
  });
  return takenOver.sort((one, other) => one.revision - other.revision).at(-1);
}

/** Whether the job is being worked at: it neither waits for the person nor came to an end. */
export function isAtWork({ stage }: Pick<ShownJob, 'stage'>): boolean {
  return stage === 'planning' || stage === 'rendering' || stage === 'joining' || stage === 'delivering';
}

/** Whether the person may have the job changed: it broke off, or its film is in the chat. */
export function isResting({ stage }: Pick<ShownJob, 'stage'>): boolean {
  return stage === 'held' || stage === 'failed' || stage === 'cancelled' || stage === 'delivered';
}

/** The job with everything that follows from what happened. */
export function settled(facts: JobFacts): ShownJob {
  const cut = cutOf(facts);
  const stage = stageOf({ ...facts, cut });
  return { ...facts, cut, stage, since: sinceOf({ ...facts, cut, stage }) };
}

function cutOf(job: JobFacts): number {
  const ends = [job.held, job.failed, job.cancelled, job.film].map((end) => end?.cut ?? 1);
  // A job that was never planned is planned anew under the next number; until it is the planner says nothing.
  const replanned = job.plan ? [] : Object.values(job.changes).map(({ revision }) => revision + 1);
  return Math.max(1, job.plan?.cut ?? 1, ...ends, ...job.delivered.map(({ cut }) => cut), ...replanned);
}

/** What the planner says of a cut first is how it ended, so of two ends of one cut the other came too late. */
function stageOf(job: JobFacts & Pick<ShownJob, 'cut'>): Stage {
  const { cut } = job;
  if (job.rejected && !job.plan) return 'rejected';
  if (job.delivered.some((film) => film.cut === cut)) return 'delivered';
  if (job.failed?.cut === cut) return 'failed';
  if (job.cancelled?.cut === cut) return 'cancelled';
  if (job.film?.cut === cut) return 'delivering';
  if (job.held?.cut === cut) return 'held';
  if (!job.plan) return 'planning';
  if (job.request.approval && !isApproved(job)) return 'approval';
  return wantedScenes(job).length > 0 ? 'rendering' : 'joining';
}

/**
 * Whether the storyboard of the newest plan was approved, where that is wanted. An edit that reached the planner before the
 * approval of the same revision makes that approval void, and so does a stop that did: the next cut tells a scope only when
 * it goes on with a storyboard that was approved.
 */
export function isApproved({ takes, approvedRevision: approved, changes, answers, plan }: JobFacts): boolean {
  if (Object.keys(takes).length > 0 || plan?.scope) return true;
  if (approved === undefined || plan?.cut !== answers[approved]?.cut) return false;
  const [asked, answer] = [changes[approved], answers[approved + 1]];
  if (asked === undefined || answer === undefined) return true;
  // Of a change only the refusal is told within the same cut.
  return asked.change !== undefined && answer.refused;
}

function sinceOf(job: JobFacts & Pick<ShownJob, 'cut' | 'stage'>): string {
  switch (job.stage) {
    case 'planning':
      return latest([job.beganAt, ...Object.values(job.changes).map(({ at }) => at)]);
    case 'approval':
      return job.times[timeKey('planned', job.plan?.revision ?? 1)] ?? job.beganAt;
    case 'rendering':
    case 'joining': {
      const planned = job.times[timeKey('planned', job.plan?.revision ?? 1)];
      return latest([workBeganAt(job, job.cut), planned, ...Object.values(job.takes).map(({ at }) => at)]);
    }
    case 'delivering':
      return job.times[timeKey('stitched', job.cut)] ?? job.beganAt;
    case 'held':
    case 'delivered':
    case 'failed':
    case 'cancelled':
    case 'rejected':
      return job.times[timeKey(job.stage, job.cut)] ?? job.beganAt;
  }
}

function latest(times: readonly (string | undefined)[]): string {
  return times.reduce<string>((last, each) => (each !== undefined && each > last ? each : last), '');
}
