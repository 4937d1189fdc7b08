import {
  type Change,
  type DataOf,
  estimateOf,
  chooseRendering,
  type ModelCatalogue,
  type PlannedScene,
  planShots,
  resolveModel,
  roundUsd,
  type ScenesPlanned,
} from '@kinoline/contracts';
import type { JobChangeDraft } from '../../conversation/conversation.js';
import { mostFor } from '../../film/promise.js';
import { scenesToMake, scopeAfter } from '../../jobs/scope.js';
import type { ShownJob } from '../../jobs/shown-job.js';

/** The plan of a job. */
export type Plan = DataOf<typeof ScenesPlanned>;
/** A re-shoot that is being put together. */
export type RetakeDraft = Extract<JobChangeDraft['what'], { kind: 'retake' }>;
/** A continuation that is being put together. */
export type ExtendDraft = Extract<JobChangeDraft['what'], { kind: 'extend' }>;

/** The models and the day on which they are used. */
export interface Models {
  readonly catalogue: ModelCatalogue;
  readonly now: Date;
}

/** What a change takes. */
export interface ChangeEstimate {
  /** In US dollars, one take of everything that is made. */
  readonly costUsd: number;
  /** How long the provider usually needs, in seconds. */
  readonly waitSeconds: number;
  /** Length of what is made, in seconds. */
  readonly seconds: number;
}

/** The re-shoot of one scene (all its shots), or of it and all that follow. New words are for that scene alone. */
export function retakeOf(
  { storyboard }: Plan,
  beat: number,
  { following, prompt, model }: Pick<RetakeDraft, 'following' | 'prompt' | 'model'>,
): Extract<Change, { kind: 'retake' }> {
  const shots = storyboard.scenes.filter((shot) => shot.beat === beat || (following && shot.beat > beat));
  return {
    kind: 'retake',
    scenes: shots.map(({ scene, beat: of }) => ({
      scene,
      ...(prompt !== undefined && of === beat && { prompt }),
      ...(model !== undefined && { model }),
    })),
  };
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
  { catalogue, now }: Models,
): ChangeEstimate | undefined {
  const made = scenesToMake(job, scopeAfter(job, change));
  const shots = [
    ...plan.storyboard.scenes.filter(({ scene }) => made.includes(scene)).map((shot) => wanted(shot, change)),
    ...addedShots(plan, change, { catalogue, now }),
  ];
  const estimates = shots.map((shot) => estimateShot(shot, plan, { catalogue, now }));
  if (!estimates.every((estimate) => estimate !== undefined)) return undefined;
  const sum = (figure: keyof ChangeEstimate): number =>
    estimates.reduce((all, estimate) => all + estimate[figure], 0);
  return { costUsd: roundUsd(sum('costUsd')), waitSeconds: sum('waitSeconds'), seconds: sum('seconds') };
}

interface Shot {
  readonly seconds: number;
  readonly model?: string | undefined;
}

function wanted({ scene, seconds, model }: PlannedScene, change: Change): Shot {
  const other = change.kind === 'retake' ? change.scenes.findLast((each) => each.scene === scene) : undefined;
  return { seconds, model: other?.model ?? model };
}

function addedShots({ settings }: Plan, change: Change, { catalogue, now }: Models): readonly Shot[] {
  if (change.kind !== 'extend') return [];
  const card = resolveModel(catalogue, settings.model, now)?.card;
  // Without a card the shot below is refused.
  const shots = card ? planShots(card, settings).seconds : [settings.secondsPerScene];
  return Array.from({ length: change.scenes }, () => shots.map((seconds) => ({ seconds }))).flat();
}

function estimateShot(
  { seconds, model }: Shot,
  { settings }: Plan,
  { catalogue, now }: Models,
): ChangeEstimate | undefined {
  const card = resolveModel(catalogue, model ?? settings.model, now)?.card;
  if (!card) return undefined;
  const given = nearest(chooseRendering(card, settings).seconds, seconds);
  const { costUsd, waitSeconds } = estimateOf(card, settings, [given], now);
  return { costUsd, waitSeconds, seconds: given };
}

function nearest(allowed: readonly number[], asked: number): number {
  return allowed.reduce((best, each) => (Math.abs(each - asked) < Math.abs(best - asked) ? each : best));
}

/** The most a job may cost once it is changed, in US dollars: what was spent, and what is promised for the change. */
export function budgetAfter(spentUsd: number, priceUsd: number): number {
  return roundUsd(spentUsd + mostFor(priceUsd, undefined));
}
