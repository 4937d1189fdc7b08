import {
  type Change,
  type ChangeScope,
  clipHeard,
  type HeardCut,
  isAwaited,
  isLeftOutOf,
  restingCutHeard,
  scopeAfterChange,
  takesHeard,
} from '@kinoline/contracts';
import type { ShownJob, ShownTake } from './shown-job.js';

type Cut = Pick<ShownJob, 'plan' | 'takes'>;

type RestingJob = Cut & Pick<ShownJob, 'cut' | 'failed' | 'film' | 'held' | 'stage'>;

type FailedTake = Extract<ShownTake, { outcome: 'failed' }>;

/** Numbers of all planned scenes (shots), in order. */
export function plannedScenes({ plan }: Pick<ShownJob, 'plan'>): number[] {
  return (plan?.storyboard.scenes ?? []).map(({ scene }) => scene);
}

/** Scenes (shots) that are still to be made for this cut, in order. */
export function wantedScenes(job: Cut): number[] {
  const cut = heardCut(job);
  return plannedScenes(job).filter((scene) => isAwaited(cut, scene));
}

/** Whether the person does not want the scene in the film. */
export function isLeftOut(job: Cut, scene: number): boolean {
  return isLeftOutOf(heardCut(job), scene);
}

/** Whether a take gave a clip for this cut; what an earlier one gave up may still give clips that nobody uses. */
export function isOfCut(job: Cut, { scene, take }: Pick<ShownTake, 'scene' | 'take'>): boolean {
  return takesHeard(heardCut(job), scene, 'rendered').includes(take);
}

/** Failed attempts of this cut at a scene, in order; one that was called off is none. */
export function lossesOfCut(job: Cut, scene: number): FailedTake[] {
  const lost = takesHeard(heardCut(job), scene, 'failed');
  return takesOf(job, scene).filter(
    (take): take is FailedTake =>
      take.outcome === 'failed' && take.code !== 'cancelled' && lost.includes(take.take),
  );
}

/** All takes of a scene, in order. */
export function takesOf({ takes }: Pick<ShownJob, 'takes'>, scene: number): ShownTake[] {
  return Object.values(takes)
    .filter((take) => take.scene === scene)
    .sort((one, other) => one.take - other.take);
}

/** Number of the take of a scene that is in the film; 0 when it has no clip. */
export function clipTake(job: Cut, scene: number): number {
  return clipHeard(heardCut(job), scene);
}

/** Scenes (shots) that have no clip and are not left out, in order. */
export function scenesWithoutClip(job: Cut): number[] {
  return plannedScenes(job).filter((scene) => !isLeftOut(job, scene) && clipTake(job, scene) === 0);
}

/** Scenes (shots) that have a clip and are not left out, in order. */
export function scenesWithClip(job: Cut): number[] {
  return plannedScenes(job).filter((scene) => !isLeftOut(job, scene) && clipTake(job, scene) > 0);
}

/**
 * What the next cut of a resting job is made of when a change is taken over, by the rule by which the planner makes it;
 * scenes that an extension adds are not known yet.
 */
export function scopeAfter(job: RestingJob, change: Change): ChangeScope {
  const scenes = plannedScenes(job);
  const rest = {
    isCalledOff: job.stage === 'cancelled',
    isFilmRequested: isFilmRequested(job),
    givenUp: scenes.filter((scene) => isGivenUp(job, scene)),
  };
  return scopeAfterChange(restingCutHeard(heardCut(job), rest), change, scenes.length);
}

/** The film of this cut was made, or could not be. */
function isFilmRequested({ cut, failed, film, stage }: RestingJob): boolean {
  if (stage === 'delivered' || film?.cut === cut) return true;
  return stage === 'failed' && failed?.code === 'film-failed';
}

function isGivenUp(job: RestingJob, scene: number): boolean {
  if (job.stage === 'failed') return lossesOfCut(job, scene).length > 0;
  return job.held?.cut === job.cut && job.held.scene === scene;
}

function heardCut({ plan, takes }: Cut): HeardCut {
  return {
    scenes: plan?.storyboard.scenes.length ?? 0,
    scope: plan?.scope,
    takes: Object.values(takes).map(({ scene, take, outcome }) => ({
      scene,
      take,
      outcome: outcome === 'failed' ? 'failed' : 'rendered',
    })),
  };
}
