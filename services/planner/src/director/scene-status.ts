import type { FailedTake, JobState, RenderedTake } from './state.js';

/** Where a scene stands. */
export type SceneStatus =
  | { readonly kind: 'rendered'; readonly take: RenderedTake }
  /** Settled without a clip; `last` is missing when it was never tried. */
  | { readonly kind: 'missing'; readonly last?: FailedTake }
  /** This take is to be requested, or is requested and not settled. */
  | { readonly kind: 'wanted'; readonly take: number }
  /** Waits for a scene before it. */
  | { readonly kind: 'later' };

/** Failures after which no other scene stands a chance, or may be paid for. */
const endsTheList: ReadonlySet<FailedTake['code']> = new Set([
  'over-budget',
  'provider-unauthorised',
  'cancelled',
]);

/**
 * The failed take after which no more scenes are requested, if there is one: a failure that every other take would
 * share, or the second take in a row that was (or may have been) paid for nothing. What went wrong twice would
 * probably cost money again and again; the person is shown what there is instead.
 */
export function listEndedBy(state: JobState): FailedTake | undefined {
  return state.takes.find((take, at): take is FailedTake => {
    if (take.outcome === 'rendered') return false;
    const before = state.takes[at - 1];
    return endsTheList.has(take.code) || (isPaidLoss(state, take) && isPaidLoss(state, before));
  });
}

/** Whether a take was, or may have been, paid for without giving a clip. */
export function isPaidLoss(state: JobState, take: RenderedTake | FailedTake | undefined): take is FailedTake {
  if (take?.outcome !== 'failed') return false;
  return take.code === 'ambiguous' || (state.costs[costKey(take)] ?? 0) > 0;
}

/** The key of a take's cost. */
export function costKey({ scene, take }: { readonly scene: number; readonly take: number }): string {
  return `${scene}.${take}`;
}

/** The status of every scene, in order; in chain mode at most one is wanted at a time. */
export function sceneStatuses(state: JobState): readonly SceneStatus[] {
  const listEnded = listEndedBy(state) !== undefined;
  let open = false;
  return (state.plan?.storyboard.scenes ?? []).map(({ scene }) => {
    if (open) return { kind: 'later' };
    const status = statusOf(state, scene, listEnded);
    open = status.kind === 'wanted';
    return status;
  });
}

/** Whether nothing more will be requested: every scene is rendered or missing. */
export function allSettled(statuses: readonly SceneStatus[]): boolean {
  return statuses.every(({ kind }) => kind === 'rendered' || kind === 'missing');
}

/** The takes that made it, in the order of the film. */
export function renderedTakes(statuses: readonly SceneStatus[]): readonly RenderedTake[] {
  return statuses.flatMap((status) => (status.kind === 'rendered' ? [status.take] : []));
}

function statusOf(state: JobState, scene: number, listEnded: boolean): SceneStatus {
  const takes = state.takes.filter((take) => take.scene === scene);
  const last = takes.at(-1);
  if (last === undefined) return listEnded ? { kind: 'missing' } : { kind: 'wanted', take: 1 };
  if (last.outcome === 'rendered') return { kind: 'rendered', take: last };
  if (!listEnded && mayRetake(last, state.takesPerScene)) return { kind: 'wanted', take: last.take + 1 };
  return { kind: 'missing', last };
}

/** An ambiguous take may have been paid for: it is never repeated by itself. */
function mayRetake({ code, retakeMayHelp, take }: FailedTake, takesPerScene: number): boolean {
  return retakeMayHelp && code !== 'ambiguous' && take < takesPerScene;
}
