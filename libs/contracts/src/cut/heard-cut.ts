import type { RestingCut, SceneStanding } from './change-scope.js';
import type { CutScope } from './scope.js';

/** A take whose outcome was heard. */
export interface HeardTake {
  readonly scene: number;
  readonly take: number;
  readonly outcome: 'rendered' | 'failed';
}

/** A cut of a job as it can be known from the line's messages, in whichever order they are heard. */
export interface HeardCut {
  /** Number of scenes (shots) of the newest ScenesPlanned. */
  readonly scenes: number;
  /** As ScenesPlanned says it; missing: a take of every scene is made, none is left out. */
  readonly scope?: CutScope | undefined;
  /** Of the whole job. */
  readonly takes: readonly HeardTake[];
}

/** How a cut of a job that asks (`whenStuck: ask`) came to rest, as it was heard. */
export interface HeardRest {
  readonly isCalledOff: boolean;
  /** Its film was requested of the stitcher, as far as anybody heard: it was delivered, or given up. */
  readonly isFilmRequested: boolean;
  /** Scenes after which it was held, or failed. */
  readonly givenUp: readonly number[];
}

/** Number of the take that is in the film now; 0 when the scene has no clip. What was given up before counts for nothing. */
export function clipHeard(cut: HeardCut, scene: number): number {
  const standing = cut.scope?.clips.find((clip) => clip.scene === scene)?.take ?? 0;
  return Math.max(standing, ...takesHeard(cut, scene, 'rendered'));
}

/** Whether this cut makes a take of the scene and has no clip of it yet. */
export function isAwaited(cut: HeardCut, scene: number): boolean {
  if (isLeftOutOf(cut, scene) || lastTakeBefore(cut, scene) === undefined) return false;
  return takesHeard(cut, scene, 'rendered').length === 0;
}

/** Whether the person does not want the scene in the film. */
export function isLeftOutOf({ scope }: HeardCut, scene: number): boolean {
  return scope?.leftOut.includes(scene) ?? false;
}

/** Numbers of the takes with this outcome that count for this cut, in the order they were heard. */
export function takesHeard(cut: HeardCut, scene: number, outcome: HeardTake['outcome']): readonly number[] {
  const after = lastTakeBefore(cut, scene) ?? Infinity;
  return cut.takes
    .filter((heard) => heard.scene === scene && heard.outcome === outcome && heard.take > after)
    .map(({ take }) => take);
}

/** The cut as {@link scopeAfterChange} asks for it. */
export function restingCutHeard(cut: HeardCut, rest: HeardRest): RestingCut {
  const standingOf = (scene: number): SceneStanding => ({
    scene,
    isLeftOut: isLeftOutOf(cut, scene),
    hasClip: clipHeard(cut, scene) > 0,
    isOwed: !rest.isFilmRequested && isAwaited(cut, scene),
    isGivenUp: rest.givenUp.includes(scene),
  });
  const scenes = Array.from({ length: cut.scenes }, (_, at) => standingOf(at + 1));
  return { isCalledOff: rest.isCalledOff, scenes };
}

/** Undefined: the cut makes no take of the scene. */
function lastTakeBefore({ scope }: HeardCut, scene: number): number | undefined {
  return scope ? scope.make.find((made) => made.scene === scene)?.after : 0;
}
