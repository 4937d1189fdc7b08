import type { Change, ModelCard, ModelId } from '@kinoline/contracts';
import { type Models, offeredCards } from '../../catalogue/models.js';
import { estimateChange } from './change-estimate.js';
import { beatOf } from '../scene-views.js';
import { clipTake, scenesWithClip, scenesWithoutClip, wantedScenes } from '../scope.js';
import type { ShownJob } from '../shown-job.js';

/** A way to go on with a job that broke off, and what it costs in US dollars. */
export interface WayOn {
  readonly change: Change;
  /** Everything that is made then. */
  readonly priceUsd: number;
}

/** Shots of the scene that could not be made, of which no clip is there (or a new one was wanted), in order. */
export function stuckShots(job: ShownJob): readonly number[] {
  const { held } = job;
  if (!held) return [];
  const missing = new Set([held.scene, ...wantedScenes(job), ...scenesWithoutClip(job)]);
  return [...missing].filter((scene) => beatOf(job, scene) === beatOf(job, held.scene)).sort((a, b) => a - b);
}

/** The scene that could not be made has an earlier take, which stays in the film until there is a new one. */
export function hasEarlierTake(job: ShownJob): boolean {
  return job.held !== undefined && clipTake(job, job.held.scene) > 0;
}

/** The scene once more, in other words or by another model where they are given. */
export function onceMore(
  job: ShownJob,
  other: { readonly prompt?: string; readonly model?: ModelId },
): Change {
  // Other shots of the scene that were never tried are made in any case; named they are where something changes.
  const same = other.prompt === undefined && other.model === undefined;
  const scenes = same && job.held ? [job.held.scene] : stuckShots(job);
  return { kind: 'retake', scenes: scenes.map((scene) => ({ scene, ...other })) };
}

/** What a change costs; undefined when it cannot be made: its model is gone, or there is nothing to make it of. */
export function wayOn(job: ShownJob, change: Change, models: Models): WayOn | undefined {
  if (!job.plan) return change.kind === 'resume' ? { change, priceUsd: job.priceUsd } : undefined;
  const estimate = estimateChange(job, job.plan, change, models);
  return estimate && { change, priceUsd: estimate.costUsd };
}

/** The film without the scene that could not be made; undefined when nothing would be left of it. */
export function withoutScene(job: ShownJob, models: Models): WayOn | undefined {
  if (hasEarlierTake(job)) return undefined;
  const stuck = stuckShots(job);
  const others = [...scenesWithClip(job), ...scenesWithoutClip(job)].filter(
    (scene) => !stuck.includes(scene),
  );
  return others.length === 0 ? undefined : wayOn(job, { kind: 'leave-out', scenes: [...stuck] }, models);
}

/** The film with the earlier take of the scene that could not be made, going on with the others; undefined when it has none. */
export function withEarlierTake(job: ShownJob, models: Models): WayOn | undefined {
  const kept = stuckShots(job).filter((scene) => clipTake(job, scene) > 0);
  return hasEarlierTake(job) ? wayOn(job, { kind: 'keep', scenes: kept }, models) : undefined;
}

/** The film of what is there; undefined when nothing is. */
export function finished(job: ShownJob, models: Models): WayOn | undefined {
  return scenesWithClip(job).length === 0 ? undefined : wayOn(job, { kind: 'finish' }, models);
}

/** The scene that could not be made, by every other model that is offered, with what the scene costs then. */
export function otherModels(
  job: ShownJob,
  models: Models,
): readonly { readonly card: ModelCard; readonly sceneUsd: number }[] {
  const { plan, held } = job;
  const shot = plan?.storyboard.scenes.find(({ scene }) => scene === held?.scene);
  const present = shot?.model ?? plan?.settings.model;
  return offeredCards(models.catalogue, models.now).flatMap((card) => {
    const way = card.id === present ? undefined : wayOn(job, onceMore(job, { model: card.id }), models);
    return way ? [{ card, sceneUsd: sceneUsd(job, way, models) }] : [];
  });
}

/** What the scene alone costs of a way on: without the scenes that are made after it in any case. */
export function sceneUsd(job: ShownJob, { priceUsd }: WayOn, models: Models): number {
  return Math.max(0, priceUsd - restUsd(job, models));
}

/** What the other scenes that are still to be made cost. */
export function restUsd(job: ShownJob, models: Models): number {
  return wayOn(job, { kind: 'leave-out', scenes: [...stuckShots(job)] }, models)?.priceUsd ?? 0;
}
