import { omit } from 'es-toolkit/object';
import { conclude, fail, filmFailed } from './conclude.js';
import type { DirectorFact } from './fact.js';
import { wantedTake } from './scene-status.js';
import { bill, settle } from './settle.js';
import { blankState, isResting, type JobState, revisionOf } from './state.js';
import { takeOver } from './take-over.js';

type FactOf<Name extends DirectorFact['name']> = Extract<DirectorFact, { name: Name }>;

/**
 * The job after a fact. Idempotent, and tolerant of order: what does not apply (old, repeated, for another revision or
 * cut, while the job rests) gives back the very same state. While it rests only costs, takes that are still on their
 * way, and changes are heard.
 *
 * @returns undefined when the job is unknown and this fact does not begin one
 */
export function evolve(state: JobState | undefined, fact: DirectorFact): JobState | undefined {
  if (state === undefined) return begin(fact);
  const next = isTakeFact(fact) ? settle(bill(state, fact), fact) : apply(state, fact);
  return next === state ? state : conclude(next);
}

function begin(fact: DirectorFact): JobState | undefined {
  if (fact.name === 'JobRequested') return requested(blankState(fact.data.request.jobId), fact);
  // A cancellation may overtake the request it cancels: it must not be forgotten.
  if (fact.name === 'JobCancelled' && fact.data.cut === 1) return cancelled(blankState(fact.data.jobId));
  // A request that nobody could read is all there is of its job.
  return fact.name === 'PlanningFailed'
    ? fail(blankState(fact.data.jobId), 'planning-failed', fact.data.detail)
    : undefined;
}

function apply(state: JobState, fact: Exclude<DirectorFact, TakeFact>): JobState {
  switch (fact.name) {
    case 'JobRequested':
      return state.request ? state : requested(state, fact);
    case 'JobChanged':
      return takeOver(state, fact.data);
    case 'ChangeRefused':
      return changeRefused(state, fact.data);
    case 'PlanningResumed':
      return planningResumed(state, fact.data);
    case 'JobCancelled':
      return state.cut === fact.data.cut ? cancelled(state) : state;
    case 'JobRefused':
    case 'PlanningFailed':
    case 'StoryboardReady':
    case 'StoryboardApproved':
    case 'StoryboardRevised':
    case 'FilmStitched':
    case 'FilmFailed':
    case 'JobDelivered':
      return state.rest ? state : applyAtWork(state, fact);
  }
}

/** What only changes a job that does not rest. */
function applyAtWork(
  state: JobState,
  fact: FactOf<
    | 'JobRefused'
    | 'PlanningFailed'
    | 'StoryboardReady'
    | 'StoryboardApproved'
    | 'StoryboardRevised'
    | 'FilmStitched'
    | 'FilmFailed'
    | 'JobDelivered'
  >,
): JobState {
  switch (fact.name) {
    case 'JobRefused':
      return state.plan ? state : jobRefused(state, fact);
    case 'PlanningFailed':
      return state.plan || state.cut !== fact.data.cut
        ? state
        : fail(state, 'planning-failed', fact.data.detail);
    case 'StoryboardReady':
      return storyboardReady(state, fact);
    case 'StoryboardApproved':
      return isOpenRevision(state, fact.data.revision) ? { ...state, approved: true } : state;
    case 'StoryboardRevised':
      return isOpenRevision(state, fact.data.of)
        ? {
            ...state,
            ...fact.data.budgets,
            plan: { ...fact.data.plan, revision: fact.data.of + 1 },
          }
        : state;
    case 'FilmStitched':
      return awaitsFilm(state, fact.data.cut) ? { ...state, stitched: true } : state;
    case 'FilmFailed':
      return awaitsFilm(state, fact.data.cut) ? filmFailed(state, fact.data) : state;
    case 'JobDelivered':
      // May overtake the planner's own reading of FilmStitched.
      return fact.data.cut === state.cut && state.filmRequested
        ? { ...state, rest: { kind: 'delivered' } }
        : state;
  }
}

function requested(state: JobState, { data: { request, takesPerScene } }: FactOf<'JobRequested'>): JobState {
  const { budgetUsd, personDayBudgetUsd } = request;
  return {
    ...state,
    request,
    takesPerScene,
    ...(budgetUsd !== undefined && { budgetUsd }),
    ...(personDayBudgetUsd !== undefined && { personDayBudgetUsd }),
  };
}

/** A job that was taken on once is not rejected later: it fails, and may be resumed with another budget. */
function jobRefused(state: JobState, { data }: FactOf<'JobRefused'>): JobState {
  if (state.cut === 1) return { ...state, rest: { kind: 'rejected', ...data } };
  return fail(state, data.code === 'over-budget' ? 'over-budget' : 'planning-failed', data.detail);
}

function storyboardReady(state: JobState, fact: FactOf<'StoryboardReady'>): JobState {
  if (state.plan || !state.request) return state;
  const revision = revisionOf(state);
  return { ...state, plan: { ...fact.data, revision }, approved: !state.request.approval };
}

/** The answer is the next revision of the plan; a job that has none can only fail once more. */
function changeRefused(state: JobState, { of, detail, reason }: FactOf<'ChangeRefused'>['data']): JobState {
  if (state.plan === undefined) return planningRefused(state, of, detail);
  if (!isResting(state) || state.plan.revision !== of) return state;
  const others = state.plan.warnings.filter(({ code }) => code !== 'edit-refused');
  const refusal = { code: 'edit-refused' as const, detail, ...(reason && { reason }) };
  const warnings = [...others, refusal];
  return { ...state, plan: { ...state.plan, revision: of + 1, warnings } };
}

function planningRefused(state: JobState, of: number, detail: string): JobState {
  const resumed = planningResumed(state, { of, budgets: {} });
  return resumed.rest === undefined && resumed.cut === of + 1
    ? fail(resumed, 'planning-failed', detail)
    : state;
}

function planningResumed(state: JobState, { of, budgets }: FactOf<'PlanningResumed'>['data']): JobState {
  if (state.plan || !isResting(state) || revisionOf(state) !== of) return state;
  return { ...omit(state, ['rest']), ...budgets, cut: of + 1 };
}

/** Whether this revision is the one that waits for the person. */
function isOpenRevision(state: JobState, revision: number): boolean {
  return !state.approved && state.plan?.revision === revision;
}

/** The take that is wanted may have been requested: its outcome still counts. */
function cancelled(state: JobState): JobState {
  if (state.rest !== undefined && state.rest.kind !== 'held') return state;
  const wanted = state.approved && state.rest === undefined ? wantedTake(state) : undefined;
  const isNew = wanted && !state.inFlight.some(({ scene }) => scene === wanted.scene);
  return {
    ...state,
    rest: { kind: 'cancelled' },
    ...(isNew && { inFlight: [...state.inFlight, wanted] }),
  };
}

function awaitsFilm(state: JobState, cut: number): boolean {
  return !state.stitched && cut === state.cut && state.filmRequested;
}

type TakeFact = FactOf<'SceneRendered' | 'SceneFailed'>;

function isTakeFact(fact: DirectorFact): fact is TakeFact {
  return fact.name === 'SceneRendered' || fact.name === 'SceneFailed';
}
