import type { Change } from '../messages/change-requested.js';

/** How a scene (shot) stands in a cut that rests. */
export interface SceneStanding {
  readonly scene: number;
  readonly isLeftOut: boolean;
  /** Of this cut or an older one. */
  readonly hasClip: boolean;
  /** The cut was to make a take of it, none gave a clip, and no film of the cut was requested. */
  readonly isOwed: boolean;
  /** The cut tried it and gave it up; does not matter of one that was called off. */
  readonly isGivenUp: boolean;
}

/** A cut that rests, as far as it matters for what comes next. */
export interface RestingCut {
  readonly isCalledOff: boolean;
  /** All scenes of the storyboard, in order. */
  readonly scenes: readonly SceneStanding[];
}

/** What the cut after a change is made of. Scenes in neither list stay as they are: with their clip, or missing. */
export interface ChangeScope {
  /** Scenes of which a take is made, in order. */
  readonly make: readonly number[];
  /** Scenes that are not wanted in the film, in order. */
  readonly leftOut: readonly number[];
}

/**
 * What the next cut of a resting job is made of: the planner makes this, the gateway shows and prices it. Scenes that the
 * cut was to make and never settled are still made, whatever the change is. But stopped means stopped: what a cut that was
 * called off was to make is taken up again by `resume` alone; any other change leaves those of its scenes out that have no
 * clip, until one is named in a retake.
 *
 * @param scenes - number of scenes of the storyboard after the change
 */
export function scopeAfterChange(cut: RestingCut, change: Change, scenes: number): ChangeScope {
  const leftOut = numbersOf(cut.scenes.filter(({ isLeftOut }) => isLeftOut));
  const unfinished = numbersOf(cut.scenes.filter((each) => isUnfinished(cut, each)));
  const unwanted = [...leftOut, ...numbersOf(cut.scenes.filter((each) => isStopped(cut, each)))];
  switch (change.kind) {
    case 'retake': {
      const named = change.scenes.map(({ scene }) => scene);
      return scope([...unfinished, ...named], without(unwanted, named));
    }
    case 'leave-out':
      return scope(unfinished, [...unwanted, ...change.scenes]);
    case 'keep':
      return scope(without(unfinished, change.scenes), unwanted);
    case 'finish':
      return scope([], [...leftOut, ...numbersOf(cut.scenes.filter(({ hasClip }) => !hasClip))]);
    case 'resume':
      return scope(numbersOf(cut.scenes.filter(({ isOwed, hasClip }) => isOwed || !hasClip)), leftOut);
    case 'extend':
      return scope([...unfinished, ...numbersFrom(cut.scenes.length + 1, scenes)], unwanted);
  }
}

function isUnfinished({ isCalledOff }: RestingCut, { isOwed, isGivenUp }: SceneStanding): boolean {
  return !isCalledOff && isOwed && !isGivenUp;
}

function isStopped({ isCalledOff }: RestingCut, { isOwed, hasClip }: SceneStanding): boolean {
  return isCalledOff && isOwed && !hasClip;
}

function scope(make: readonly number[], leftOut: readonly number[]): ChangeScope {
  return { make: inOrder(without(make, leftOut)), leftOut: inOrder(leftOut) };
}

function numbersOf(scenes: readonly SceneStanding[]): number[] {
  return scenes.map(({ scene }) => scene);
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
