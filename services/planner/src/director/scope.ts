import type { Change } from '@kinoline/contracts';
import { clipOf, givenUpAfter, isFilmWanted, isMade, takesOfCut } from './scene-status.js';
import type { FailedTake, JobState } from './state.js';

/** What a cut is made of. Scenes in neither list stay as they are: with their clip, or missing. */
export interface Scope {
  /** Scenes of which a take is made, in order. */
  readonly make: readonly number[];
  /** Scenes that are not wanted in the film, in order. */
  readonly leftOut: readonly number[];
}

/**
 * What the next cut of a resting job is made of. Whatever the change is, scenes that were never tried, or whose work
 * was called off, are still made, unless a film was made without them or the change says otherwise.
 *
 * @param scenes - number of scenes of the plan after the change
 */
export function scopeOf(state: JobState, change: Change, scenes: number): Scope {
  const { leftOut } = state;
  const unfinished = unfinishedScenes(state);
  switch (change.kind) {
    case 'retake': {
      const named = change.scenes.map(({ scene }) => scene);
      return scope([...unfinished, ...named], without(leftOut, named));
    }
    case 'leave-out':
      return scope(unfinished, [...leftOut, ...change.scenes]);
    case 'finish':
      return scope([], [...leftOut, ...withoutClip(state)]);
    case 'resume':
      return scope([...unmadeScenes(state), ...withoutClip(state)], leftOut);
    case 'extend':
      return scope([...unfinished, ...numbersFrom(scenesOf(state).length + 1, scenes)], leftOut);
  }
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

/** Scenes of which this cut was to make a take and has made none; none any more once there was a film without them. */
function unmadeScenes(state: JobState): number[] {
  if (isFilmWanted(state)) return [];
  return scenesOf(state).filter(
    (scene) => isMade(state, scene) && lastOutcome(state, scene)?.outcome !== 'rendered',
  );
}

/** Of the unmade scenes those that were never tried, or whose attempts were called off. */
function unfinishedScenes(state: JobState): number[] {
  return unmadeScenes(state).filter((scene) => {
    const last = lastOutcome(state, scene);
    return last?.outcome !== 'failed' || isInterrupted(state, last);
  });
}

function isInterrupted(state: JobState, { scene, code }: FailedTake): boolean {
  return (
    state.rest?.kind === 'cancelled' && (code === 'cancelled' || givenUpAfter(state, scene) === undefined)
  );
}

function lastOutcome(state: JobState, scene: number): JobState['takes'][number] | undefined {
  return takesOfCut(state).findLast((take) => take.scene === scene);
}

function scenesOf({ plan }: JobState): number[] {
  return numbersFrom(1, plan?.storyboard.scenes.length ?? 0);
}

function scope(make: readonly number[], leftOut: readonly number[]): Scope {
  return { make: inOrder(without(make, leftOut)), leftOut: inOrder(leftOut) };
}

function without(numbers: readonly number[], others: readonly number[]): number[] {
  return numbers.filter((each) => !others.includes(each));
}

function inOrder(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}

function numbersFrom(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
}
