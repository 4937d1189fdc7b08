import { type Change, chooseRendering, estimateOf, type PlannedScene, roundUsd } from '@kinoline/contracts';
import type { Models } from '../../catalogue/models.js';
import { scopeAfter } from '../scope.js';
import { cardOfShot, orderedShots } from '../shot-card.js';
import type { Plan, ShownJob } from '../shown-job.js';

/** What a change takes. */
export interface ChangeEstimate {
  /** In US dollars, one take of everything that is made. */
  readonly costUsd: number;
  /** How long the provider usually needs, in seconds. */
  readonly waitSeconds: number;
  /** Length of what is made, in seconds. */
  readonly seconds: number;
}

/**
 * What a change of a job takes, figured as the planner will: everything that the next cut makes, in the lengths that the
 * models allow.
 *
 * @returns undefined when a model is not to be had any more
 */
export function estimateChange(
  job: ShownJob,
  plan: Plan,
  change: Change,
  models: Models,
): ChangeEstimate | undefined {
  const { make } = scopeAfter(job, change);
  const shots = [
    ...plan.storyboard.scenes.filter(({ scene }) => make.includes(scene)).map((shot) => wanted(shot, change)),
    ...addedShots(plan, change, models),
  ];
  const estimates = shots.map((shot) => estimateShot(shot, plan, models));
  if (!estimates.every((estimate) => estimate !== undefined)) return undefined;
  const sum = (figure: keyof ChangeEstimate): number =>
    estimates.reduce((all, estimate) => all + estimate[figure], 0);
  return { costUsd: roundUsd(sum('costUsd')), waitSeconds: sum('waitSeconds'), seconds: sum('seconds') };
}

/** What one take of a shot costs, in US dollars; undefined when its model is not to be had any more. */
export function takeUsd(shot: PlannedScene, plan: Plan, models: Models): number | undefined {
  return estimateShot(shot, plan, models)?.costUsd;
}

interface Shot {
  readonly seconds: number;
  readonly model?: string | undefined;
}

function wanted({ scene, seconds, model }: PlannedScene, change: Change): Shot {
  const other = change.kind === 'retake' ? change.scenes.findLast((each) => each.scene === scene) : undefined;
  return { seconds, model: other?.model ?? model };
}

function addedShots(plan: Plan, change: Change, models: Models): readonly Shot[] {
  if (change.kind !== 'extend') return [];
  // Without a card the shot below is refused.
  const shots = orderedShots(plan, models);
  return Array.from({ length: change.scenes }, () => shots.map((seconds) => ({ seconds }))).flat();
}

function estimateShot(shot: Shot, plan: Plan, models: Models): ChangeEstimate | undefined {
  const card = cardOfShot(shot, plan, models);
  if (!card) return undefined;
  const { settings } = plan;
  const given = nearest(chooseRendering(card, settings).seconds, shot.seconds);
  const { costUsd, waitSeconds } = estimateOf(card, settings, [given], models.now);
  return { costUsd, waitSeconds, seconds: given };
}

function nearest(allowed: readonly number[], asked: number): number {
  return allowed.reduce((best, each) => (Math.abs(each - asked) < Math.abs(best - asked) ? each : best));
}
