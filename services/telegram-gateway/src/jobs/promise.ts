import { roundUsd } from '@kinoline/contracts';
import type { Models } from '../catalogue/models.js';
import type { QuotaRefusal } from '../people/quotas.js';
import { takeUsd } from './changes/change-estimate.js';
import { isApproved } from './progress.js';
import { wantedScenes } from './scope.js';
import { type ShownJob, spentUsd, timeKey } from './shown-job.js';

/** How much more than the shown price a film may cost at most, for scenes that are shot again. */
const retakesFactor = 1.5;

/**
 * The most a film may cost when this price was shown, in US dollars, in whole cents; never more than the person said.
 */
export function mostFor(priceUsd: number, saidUsd: number | undefined): number {
  const cents = Math.ceil(Math.round(priceUsd * retakesFactor * 1e8) / 1e6);
  return Math.min(cents / 100, saidUsd ?? Number.POSITIVE_INFINITY);
}

/**
 * The most a job may cost once it is changed, in US dollars: what its takes cost, and what is promised for the change.
 * What the person said that the film may cost holds for all its versions together.
 */
export function promiseAfter(
  job: ShownJob,
  priceUsd: number,
  models: Models,
): { readonly budgetUsd: number } | { readonly refusal: QuotaRefusal } {
  const usedUsd = usedUsdOf(job, models);
  const { mostUsd: limitUsd = Number.POSITIVE_INFINITY } = job;
  if (priceUsd > 0 && roundUsd(usedUsd + priceUsd) > limitUsd) {
    return { refusal: { because: 'film', limitUsd, leftUsd: Math.max(0, roundUsd(limitUsd - usedUsd)) } };
  }
  return { budgetUsd: roundUsd(Math.min(usedUsd + mostFor(priceUsd, undefined), limitUsd)) };
}

/** What the takes of a job cost, and what one may still cost that was called off, in US dollars. */
export function usedUsdOf(job: ShownJob, models: Models): number {
  return spentUsd(job) + underWayUsd(job, models);
}

/**
 * What the take costs that was being made when the job was called off, in US dollars; 0 when none was: as long as its end
 * is not known it may be charged, and the generator keeps its price aside. Scenes are made one after the other.
 */
export function underWayUsd(job: ShownJob, models: Models): number {
  const { plan, cut, stage, takes } = job;
  const stopped = job.times[timeKey('cancelled', cut)];
  if (!plan || stage !== 'cancelled' || stopped === undefined || wasWaiting(job)) return 0;
  if (Object.values(takes).some(({ at }) => at > stopped)) return 0;
  const [scene] = wantedScenes(job);
  const shot = plan.storyboard.scenes.find((planned) => planned.scene === scene);
  return (shot && takeUsd(shot, plan, models)) ?? 0;
}

/** Whether the job waited for the person when it was called off: for an answer about a scene, or for an approval. */
function wasWaiting(job: ShownJob): boolean {
  return job.held?.cut === job.cut || (job.request.approval && !isApproved(job));
}
