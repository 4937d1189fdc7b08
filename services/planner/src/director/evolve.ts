import type { Warning } from '@kinoline/contracts';
import type { DirectorFact } from './fact.js';
import { describeTake, lossWarnings, totalCostUsd } from './losses.js';
import { allSettled, costKey, listEndedBy, renderedTakes, sceneStatuses } from './scene-status.js';
import { blankState, type FailedTake, type JobEnd, type JobState, type RenderedTake } from './state.js';

type FactOf<Name extends DirectorFact['name']> = Extract<DirectorFact, { name: Name }>;
type TakeFact = FactOf<'SceneRendered' | 'SceneFailed'>;

/** The only cut so far: re-shooting a scene will make the next one. */
const firstCut = 1;

/**
 * The job after a fact. Idempotent, and tolerant of order: what does not apply (old, repeated, for another revision,
 * after the end) gives back the very same state. After the end only costs still change.
 *
 * @returns undefined when the job is unknown and this fact does not begin one
 */
export function evolve(state: JobState | undefined, fact: DirectorFact): JobState | undefined {
  if (state === undefined) return begin(fact);
  const billed = isTakeFact(fact) ? bill(state, fact) : state;
  if (billed.end !== undefined) return billed;
  const next = apply(billed, fact);
  return next === state ? state : conclude(next);
}

function begin(fact: DirectorFact): JobState | undefined {
  if (fact.name === 'JobRequested') {
    const { request, takesPerScene } = fact.data;
    return { ...blankState(request.jobId), request, takesPerScene };
  }
  // A cancellation may overtake the request it cancels: it must not be forgotten.
  if (fact.name === 'JobCancelled') return { ...blankState(fact.data.jobId), end: { kind: 'cancelled' } };
  // A request that nobody could read is all there is of its job.
  return fact.name === 'PlanningFailed'
    ? fail(blankState(fact.data.jobId), 'planning-failed', fact.data.detail)
    : undefined;
}

function apply(state: JobState, fact: DirectorFact): JobState {
  switch (fact.name) {
    case 'JobRequested':
      return state;
    case 'JobRefused':
      return state.plan ? state : { ...state, end: { kind: 'rejected', ...fact.data } };
    case 'PlanningFailed':
      return state.plan ? state : fail(state, 'planning-failed', fact.data.detail);
    case 'StoryboardReady':
      return storyboardReady(state, fact);
    case 'StoryboardApproved':
      return isOpenRevision(state, fact.data.revision) ? { ...state, approved: true } : state;
    case 'StoryboardRevised':
      return isOpenRevision(state, fact.data.of)
        ? { ...state, plan: { ...fact.data.plan, revision: fact.data.of + 1 } }
        : state;
    case 'SceneRendered':
    case 'SceneFailed':
      return settle(state, fact);
    case 'FilmStitched':
      return awaitsCut(state, fact.data.cut) ? { ...state, stitched: fact.data.cut } : state;
    case 'FilmFailed':
      return filmFailed(state, fact);
    case 'JobDelivered':
      // May overtake the planner's own reading of FilmStitched.
      return hasRequestedCut(state, fact.data.cut)
        ? { ...state, end: { kind: 'delivered', cut: fact.data.cut } }
        : state;
    case 'JobCancelled':
      return { ...state, end: { kind: 'cancelled' } };
  }
}

function storyboardReady(state: JobState, fact: FactOf<'StoryboardReady'>): JobState {
  if (state.plan || !state.request) return state;
  return { ...state, plan: { ...fact.data, revision: 1 }, approved: !state.request.approval };
}

/** Whether this revision is the one that waits for the person. */
function isOpenRevision(state: JobState, revision: number): boolean {
  return !state.approved && state.plan?.revision === revision;
}

/** Settles the take that is wanted; the first outcome of a take stands. */
function settle(state: JobState, fact: TakeFact): JobState {
  if (!state.approved) return state;
  const status = sceneStatuses(state)[fact.data.scene - 1];
  if (status?.kind !== 'wanted' || status.take !== fact.data.take) return state;
  return { ...state, takes: [...state.takes, takeOf(fact)] };
}

function takeOf(fact: TakeFact): RenderedTake | FailedTake {
  const { scene, take } = fact.data;
  if (fact.name === 'SceneRendered') {
    const { clip, lastFrame } = fact.data;
    return { outcome: 'rendered', scene, take, clip, lastFrame };
  }
  const { code, detail, retakeMayHelp } = fact.data;
  return { outcome: 'failed', scene, take, code, detail, retakeMayHelp };
}

/** A take is billed once, at the highest figure that was told. */
function bill(state: JobState, { data }: TakeFact): JobState {
  const key = costKey(data);
  if ((state.costs[key] ?? -1) >= data.costUsd) return state;
  return { ...state, costs: { ...state.costs, [key]: data.costUsd } };
}

/** Ends the job when it can no longer become a film. */
function conclude(state: JobState): JobState {
  if (state.end !== undefined || !state.approved) return state;
  const endedBy = listEndedBy(state);
  if (endedBy?.code === 'cancelled') return { ...state, end: { kind: 'cancelled' } };
  const statuses = sceneStatuses(state);
  if (!allSettled(statuses) || renderedTakes(statuses).length > 0) return state;
  const cause = endedBy ?? state.takes.findLast((take) => take.outcome === 'failed');
  return fail(state, codeFor(endedBy), cause ? describeTake(cause) : 'the storyboard has no scenes');
}

function codeFor(endedBy: FailedTake | undefined): Extract<JobEnd, { kind: 'failed' }>['code'] {
  return endedBy?.code === 'over-budget' || endedBy?.code === 'provider-unauthorised'
    ? endedBy.code
    : 'no-scene-rendered';
}

function filmFailed(state: JobState, { data }: FactOf<'FilmFailed'>): JobState {
  if (!awaitsCut(state, data.cut)) return state;
  const detail = `${data.code}: ${data.detail}`.slice(0, 2000);
  return fail(state, 'film-failed', detail, data.warnings);
}

function fail(
  state: JobState,
  code: Extract<JobEnd, { kind: 'failed' }>['code'],
  detail: string,
  others: readonly Warning[] = [],
): JobState {
  const warnings = distinct([...lossWarnings(state), ...others]);
  return { ...state, end: { kind: 'failed', code, detail, costUsd: totalCostUsd(state), warnings } };
}

/** The stitcher repeats the losses that it was told. */
function distinct(warnings: readonly Warning[]): Warning[] {
  const keyOf = ({ code, scene, detail }: Warning): string => JSON.stringify([code, scene, detail]);
  return [...new Map(warnings.map((each) => [keyOf(each), each])).values()];
}

function hasRequestedCut(state: JobState, cut: number): boolean {
  const statuses = sceneStatuses(state);
  return state.approved && cut === firstCut && allSettled(statuses) && renderedTakes(statuses).length > 0;
}

function awaitsCut(state: JobState, cut: number): boolean {
  return state.stitched === undefined && hasRequestedCut(state, cut);
}

function isTakeFact(fact: DirectorFact): fact is TakeFact {
  return fact.name === 'SceneRendered' || fact.name === 'SceneFailed';
}
