import type { ChangeScope } from '@kinoline/contracts';
import { omit } from 'es-toolkit/object';
import type { JobChange } from './fact.js';
import { scopeOf } from './scope.js';
import { type FailedTake, isResting, type JobState, type TakeIdentity } from './state.js';

/** Longest reason that is kept of a failed take of an earlier cut, in characters: the stream has all of it. */
const keptDetailCharacters = 200;

/** The job with a change taken over: its next cut begins. A change of another revision, or of a job at work, is left alone. */
export function takeOver(state: JobState, given: JobChange): JobState {
  if (!isResting(state) || state.plan?.revision !== given.of) return state;
  const scope = scopeOf(state, given.change, given.plan.storyboard.scenes.length);
  const { awaited, givenUp } = underWay(state, given, scope);
  const takes = keptTakes([...state.takes, ...givenUp.map(calledOff)]);
  return {
    ...omit(state, ['rest', 'make']),
    ...given.budgets,
    plan: { ...given.plan, revision: given.of + 1 },
    cut: state.cut + 1,
    // Nothing was made by a storyboard that was never approved, and the person may still edit it.
    ...(state.approved && { make: scope.make.map((scene) => ({ scene, after: lastTake(takes, scene) })) }),
    leftOut: [...scope.leftOut],
    takes,
    before: takes.length,
    inFlight: [...awaited],
    filmRequested: false,
    stitched: false,
  };
}

/**
 * Of the takes without outcome those that the next cut waits for, so that nothing is paid twice, and those it gives up:
 * they were never requested, are not wanted any more, or the person wants another take.
 */
function underWay(
  { inFlight }: JobState,
  { change, requested }: JobChange,
  { make }: ChangeScope,
): { readonly awaited: readonly TakeIdentity[]; readonly givenUp: readonly TakeIdentity[] } {
  const again = change.kind === 'retake' ? change.scenes.map(({ scene }) => scene) : [];
  const isAwaited = ({ scene, take }: TakeIdentity): boolean =>
    make.includes(scene) &&
    !again.includes(scene) &&
    requested.some((other) => other.scene === scene && other.take === take);
  return {
    awaited: inFlight.filter(isAwaited),
    givenUp: inFlight.filter((take) => !isAwaited(take)),
  };
}

/** Keeps the take's number from being used again. */
function calledOff({ scene, take }: TakeIdentity): FailedTake {
  const detail = 'its cut was called off';
  return { outcome: 'failed', scene, take, code: 'cancelled', detail, retakeMayHelp: true };
}

/** What is waited for has a higher number: its clip is one of the next cut. */
function lastTake(takes: JobState['takes'], scene: number): number {
  return Math.max(0, ...takes.filter((take) => take.scene === scene).map(({ take }) => take));
}

/** The newest clip of every scene, and the take with its highest number: all that later cuts ask for. */
function keptTakes(takes: JobState['takes']): JobState['takes'] {
  const isKept = (take: JobState['takes'][number], at: number): boolean => {
    const ofScene = (other: JobState['takes'][number]): boolean => other.scene === take.scene;
    const isNewestClip =
      take.outcome === 'rendered' &&
      !takes.slice(at + 1).some((later) => ofScene(later) && later.outcome === 'rendered');
    return isNewestClip || !takes.some((other) => ofScene(other) && other.take > take.take);
  };
  return takes
    .filter(isKept)
    .map((take) =>
      take.outcome === 'failed' ? { ...take, detail: take.detail.slice(0, keptDetailCharacters) } : take,
    );
}
