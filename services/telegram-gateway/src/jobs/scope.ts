import type { Change } from '@kinoline/contracts';
import type { ShownChange, ShownJob, ShownTake } from './shown-job.js';

type Plans = Pick<ShownJob, 'answers' | 'changes' | 'cut' | 'plan' | 'takes'>;

type RestingJob = Plans & Pick<ShownJob, 'held' | 'stage'>;

/** What a cut is made of, as the planner's director sees it too. */
export type Scope = Pick<ShownChange, 'make' | 'known' | 'leftOut'>;

/** The change that made this cut; undefined for the first cut. */
function changeOfCut(
  { answers, changes }: Pick<ShownJob, 'answers' | 'changes'>,
  cut: number,
): ShownChange | undefined {
  return Object.values(changes).find(({ change, revision }) => {
    const answer = answers[revision + 1];
    return change !== undefined && answer?.cut === cut && !answer.refused;
  });
}

/** The last change that was taken over, of this cut or one before. */
export function lastChange(job: Pick<ShownJob, 'answers' | 'changes' | 'cut'>): ShownChange | undefined {
  for (let cut = job.cut; cut > 1; cut--) {
    const change = changeOfCut(job, cut);
    if (change) return change;
  }
  return undefined;
}

/** Numbers of all planned scenes (shots), in order. */
export function plannedScenes({ plan }: Pick<ShownJob, 'plan'>): number[] {
  return (plan?.storyboard.scenes ?? []).map(({ scene }) => scene);
}

/** Scenes (shots) that are still to be made for this cut, in order. */
export function wantedScenes(job: Plans): number[] {
  return plannedScenes(job).filter((scene) => {
    const floor = floorOf(job, scene);
    return floor !== undefined && !isLeftOut(job, scene) && clipTake(job, scene) <= floor;
  });
}

/** Whether the person does not want the scene in the film. */
export function isLeftOut(job: Plans, scene: number): boolean {
  return lastChange(job)?.leftOut.includes(scene) ?? false;
}

/** Takes after this number are made for this cut; undefined: the cut makes no take of the scene. */
export function floorOf(job: Plans, scene: number): number | undefined {
  const change = lastChange(job);
  if (!change?.make) return 0;
  return change.make[scene] ?? (scene > change.known ? 0 : undefined);
}

/** Failed attempts of this cut at a scene, in order. */
export function lossesOfCut(job: Plans, scene: number): Extract<ShownTake, { outcome: 'failed' }>[] {
  const floor = floorOf(job, scene) ?? Infinity;
  return takesOf(job, scene).filter(
    (take): take is Extract<ShownTake, { outcome: 'failed' }> =>
      take.outcome === 'failed' && take.take > floor,
  );
}

/** All takes of a scene, in order. */
export function takesOf({ takes }: Pick<ShownJob, 'takes'>, scene: number): ShownTake[] {
  return Object.values(takes)
    .filter((take) => take.scene === scene)
    .sort((one, other) => one.take - other.take);
}

/** Number of the newest take of a scene that gave a clip; 0 when none did. */
export function clipTake(job: Pick<ShownJob, 'takes'>, scene: number): number {
  return takesOf(job, scene).findLast(({ outcome }) => outcome === 'rendered')?.take ?? 0;
}

/** Scenes (shots) that have no clip and are not left out, in order. */
export function scenesWithoutClip(job: Plans): number[] {
  return plannedScenes(job).filter((scene) => !isLeftOut(job, scene) && clipTake(job, scene) === 0);
}

/** Scenes (shots) that have a clip and are not left out, in order. */
export function scenesWithClip(job: Plans): number[] {
  return plannedScenes(job).filter((scene) => !isLeftOut(job, scene) && clipTake(job, scene) > 0);
}

/**
 * What the next cut is made of when a change of a resting job is taken over. The planner decides the same
 * (services/planner/src/director/scope.ts); here it is shown and priced.
 */
export function scopeAfter(job: RestingJob, change: Change): Scope {
  const known = plannedScenes(job).length;
  const leftOut = lastChange(job)?.leftOut ?? [];
  const unfinished = unfinishedScenes(job);
  switch (change.kind) {
    case 'retake': {
      const named = change.scenes.map(({ scene }) => scene);
      return scope(job, known, [...unfinished, ...named], without(leftOut, named));
    }
    case 'leave-out':
      return scope(job, known, unfinished, [...leftOut, ...change.scenes]);
    case 'finish':
      return scope(job, known, [], [...leftOut, ...scenesWithoutClip(job)]);
    case 'resume':
      return scope(job, known, [...wantedScenes(job), ...scenesWithoutClip(job)], leftOut);
    case 'extend':
      return scope(job, known, unfinished, leftOut);
  }
}

/** Scenes (shots) of the present storyboard that a scope makes, in order; those an extension adds are not known yet. */
export function scenesToMake(job: Pick<ShownJob, 'plan'>, { make, leftOut }: Scope): number[] {
  return plannedScenes(job).filter(
    (scene) => !leftOut.includes(scene) && (make === undefined || String(scene) in make),
  );
}

function scope(job: Plans, known: number, made: readonly number[], leftOut: readonly number[]): Scope {
  const unique = (numbers: readonly number[]): number[] => [...new Set(numbers)].sort((a, b) => a - b);
  const scenes = unique(without(made, leftOut));
  const neverMade = Object.keys(job.takes).length === 0;
  return {
    known,
    leftOut: unique(leftOut),
    ...(!neverMade && { make: Object.fromEntries(scenes.map((scene) => [scene, lastTake(job, scene)])) }),
  };
}

/** Scenes of this cut that were never tried, or whose attempts were called off: all but the one that held the job. */
function unfinishedScenes(job: RestingJob): number[] {
  return wantedScenes(job).filter((scene) => {
    const loss = lossesOfCut(job, scene).at(-1);
    const stuck = job.held?.cut === job.cut && job.held.scene === scene;
    return !loss || (job.stage === 'cancelled' && (loss.code === 'cancelled' || !stuck));
  });
}

function lastTake(job: Plans, scene: number): number {
  return takesOf(job, scene).at(-1)?.take ?? 0;
}

function without(numbers: readonly number[], others: readonly number[]): number[] {
  return numbers.filter((each) => !others.includes(each));
}
