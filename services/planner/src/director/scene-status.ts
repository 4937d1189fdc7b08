import type { FailedTake, JobState, RenderedTake, TakeIdentity } from './state.js';

/** Where a scene stands in the cut that is made. */
export type SceneStatus =
  /** Has its clip: of this cut, or an older one that stays in the film. */
  | { readonly kind: 'rendered'; readonly take: RenderedTake }
  /** Settled without a clip; `last` is missing when it was never tried. */
  | { readonly kind: 'missing'; readonly last?: FailedTake }
  /** The person does not want it in the film. */
  | { readonly kind: 'left-out' }
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
 * The failed take of this cut after which no more scenes are requested, if there is one: a failure that every other
 * take would share, or the second take in a row that was (or may have been) paid for nothing. What went wrong twice
 * would probably cost money again and again; the person is shown what there is instead, or asked.
 */
export function listEndedBy(state: JobState): FailedTake | undefined {
  return takesOfCut(state).find((take, at, takes): take is FailedTake => {
    if (take.outcome === 'rendered') return false;
    return endsTheList.has(take.code) || (isPaidLoss(state, take) && isPaidLoss(state, takes[at - 1]));
  });
}

/** The takes that were settled for this cut, in the order they settled. */
export function takesOfCut({ takes, before }: JobState): JobState['takes'] {
  return takes.slice(before);
}

/** Whether a take was, or may have been, paid for without giving a clip. */
export function isPaidLoss(state: JobState, take: RenderedTake | FailedTake | undefined): take is FailedTake {
  if (take?.outcome !== 'failed') return false;
  return take.code === 'ambiguous' || (state.costs[costKey(take)] ?? 0) > 0;
}

/** The key of a take's cost. */
export function costKey({ scene, take }: TakeIdentity): string {
  return `${scene}.${take}`;
}

/** Whether this cut makes a take of the scene. */
export function isMade({ make, leftOut }: JobState, scene: number): boolean {
  return !leftOut.includes(scene) && (make?.some((made) => made.scene === scene) ?? true);
}

/** The newest clip of a scene. */
export function clipOf({ takes }: JobState, scene: number): RenderedTake | undefined {
  return takes.findLast((take) => take.scene === scene && take.outcome === 'rendered') as
    RenderedTake | undefined;
}

/** The last attempt of this cut at a scene that it has given up; undefined when it has not, or never tried. */
export function givenUpAfter(state: JobState, scene: number): FailedTake | undefined {
  if (!isMade(state, scene) || inFlightOf(state, scene)) return undefined;
  const takes = takesOfCut(state).filter((take) => take.scene === scene);
  const last = takes.at(-1);
  return last?.outcome === 'failed' && !mayRetake(state, last, takes.length) ? last : undefined;
}

/** The status of every scene, in order; at most one is wanted at a time. */
export function sceneStatuses(state: JobState): readonly SceneStatus[] {
  const listEnded = listEndedBy(state) !== undefined;
  let open = false;
  return (state.plan?.storyboard.scenes ?? []).map(({ scene }) => {
    const status = statusOf(state, scene, listEnded);
    if (open && status.kind !== 'left-out') return { kind: 'later' };
    open ||= status.kind === 'wanted';
    return status;
  });
}

/** The take that is to be requested, or is requested and not settled. */
export function wantedTake(state: JobState): TakeIdentity | undefined {
  return sceneStatuses(state).flatMap((status, at) =>
    status.kind === 'wanted' ? [{ scene: at + 1, take: status.take }] : [],
  )[0];
}

/** Whether nothing more will be requested: no scene is wanted now or later. */
export function allSettled(statuses: readonly SceneStatus[]): boolean {
  return statuses.every(({ kind }) => kind !== 'wanted' && kind !== 'later');
}

/** The takes that are in the film, in its order. */
export function renderedTakes(statuses: readonly SceneStatus[]): readonly RenderedTake[] {
  return statuses.flatMap((status) => (status.kind === 'rendered' ? [status.take] : []));
}

function statusOf(state: JobState, scene: number, listEnded: boolean): SceneStatus {
  if (state.leftOut.includes(scene)) return { kind: 'left-out' };
  const takes = takesOfCut(state).filter((take) => take.scene === scene);
  const last = takes.at(-1);
  if (!isMade(state, scene) || last?.outcome === 'rendered') return standing(state, scene);
  const awaited = inFlightOf(state, scene);
  if (awaited) return { kind: 'wanted', take: awaited.take };
  const mayGoOn = !listEnded && (last === undefined || mayRetake(state, last, takes.length));
  return mayGoOn ? { kind: 'wanted', take: nextTake(state, scene) } : standing(state, scene);
}

/** What a scene has when nothing more is made of it. */
function standing(state: JobState, scene: number): SceneStatus {
  const clip = clipOf(state, scene);
  if (clip) return { kind: 'rendered', take: clip };
  const last = state.takes.findLast((take) => take.scene === scene);
  return { kind: 'missing', ...(last?.outcome === 'failed' && { last }) };
}

function inFlightOf({ inFlight }: JobState, scene: number): TakeIdentity | undefined {
  return inFlight.find((take) => take.scene === scene);
}

/** An ambiguous take may have been paid for: it is never repeated by itself. */
function mayRetake(
  { takesPerScene }: JobState,
  { code, retakeMayHelp }: FailedTake,
  attempts: number,
): boolean {
  return retakeMayHelp && code !== 'ambiguous' && attempts < takesPerScene;
}

/** Numbers always go on, so that a take's subject is never used for another content. */
function nextTake({ takes }: JobState, scene: number): number {
  return 1 + Math.max(0, ...takes.filter((take) => take.scene === scene).map(({ take }) => take));
}
