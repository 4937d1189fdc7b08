import {
  type Change,
  type ChangeScope,
  type CutScope,
  type RestingCut,
  scopeAfterChange,
  type SceneStanding,
} from '@kinoline/contracts';
import { clipOf, isMade, takesOfCut } from './scene-status.js';
import type { FailedTake, JobState, RenderedTake } from './state.js';

/**
 * What the next cut of a resting job is made of.
 *
 * @param scenes - number of scenes of the plan after the change
 */
export function scopeOf(state: JobState, change: Change, scenes: number): ChangeScope {
  return scopeAfterChange(restingCutOf(state), change, scenes);
}

/** The scope of the present cut as ScenesPlanned tells it, the same however far the cut is; undefined: all is made. */
export function toldScope({ make, leftOut, takes, before }: JobState): CutScope | undefined {
  if (make === undefined) return undefined;
  const rendered = takes.slice(0, before).filter((take): take is RenderedTake => take.outcome === 'rendered');
  const newest = new Map(rendered.map(({ scene, take }) => [scene, take]));
  const clips = [...newest].map(([scene, take]) => ({ scene, take })).sort((a, b) => a.scene - b.scene);
  return { make: [...make], clips, leftOut: [...leftOut] };
}

/** Scenes that have no clip and are not left out, in order. */
export function withoutClip(state: JobState): number[] {
  return scenesOf(state).filter(
    (scene) => !state.leftOut.includes(scene) && clipOf(state, scene) === undefined,
  );
}

/** Scenes in the film as it stands, in order: they have a clip and are not left out. */
export function withClip(state: JobState): number[] {
  return scenesOf(state).filter(
    (scene) => !state.leftOut.includes(scene) && clipOf(state, scene) !== undefined,
  );
}

function restingCutOf(state: JobState): RestingCut {
  const standingOf = (scene: number): SceneStanding => ({
    scene,
    isLeftOut: state.leftOut.includes(scene),
    hasClip: clipOf(state, scene) !== undefined,
    isOwed: !state.filmRequested && isMade(state, scene) && lastOf(state, scene)?.outcome !== 'rendered',
    isGivenUp: isGivenUp(lastOf(state, scene)),
  });
  return { isCalledOff: state.rest?.kind === 'cancelled', scenes: scenesOf(state).map(standingOf) };
}

/** That it was called off is no attempt. */
function isGivenUp(last: RenderedTake | FailedTake | undefined): boolean {
  return last?.outcome === 'failed' && last.code !== 'cancelled';
}

function lastOf(state: JobState, scene: number): RenderedTake | FailedTake | undefined {
  return takesOfCut(state).findLast((take) => take.scene === scene);
}

function scenesOf({ plan }: JobState): number[] {
  return (plan?.storyboard.scenes ?? []).map(({ scene }) => scene);
}
