import type { DirectorFact } from './fact.js';
import { costKey, sceneStatuses } from './scene-status.js';
import type { FailedTake, JobState, RenderedTake, TakeIdentity } from './state.js';

type TakeFact = Extract<DirectorFact, { name: 'SceneRendered' | 'SceneFailed' }>;

/** A take is billed once, at the highest figure that was told. */
export function bill(state: JobState, { data }: TakeFact): JobState {
  const key = costKey(data);
  if ((state.costs[key] ?? -1) >= data.costUsd) return state;
  return { ...state, costs: { ...state.costs, [key]: data.costUsd } };
}

/**
 * Settles a take whose outcome is waited for; the first outcome of a take stands. What was under way when its cut was
 * called off is kept too: a clip that was paid for must not be paid for again when the person has the job go on.
 */
export function settle(state: JobState, fact: TakeFact): JobState {
  if (state.inFlight.some((take) => isSame(take, fact.data))) return land(state, fact);
  if (!isWanted(state, fact.data)) return state;
  return { ...state, takes: [...state.takes, takeOf(fact)] };
}

function isWanted(state: JobState, { scene, take }: TakeIdentity): boolean {
  if (!state.approved || state.rest !== undefined) return false;
  const status = sceneStatuses(state)[scene - 1];
  return status?.kind === 'wanted' && status.take === take;
}

/**
 * A take that was under way when its cut was called off has its outcome. Its clip is this cut's; that it failed is no
 * attempt of this cut, which only now makes its own.
 */
function land(state: JobState, fact: TakeFact): JobState {
  const inFlight = state.inFlight.filter((take) => !isSame(take, fact.data));
  const take = takeOf(fact);
  if (take.outcome === 'rendered') return { ...state, inFlight, takes: [...state.takes, take] };
  const { before } = state;
  return { ...state, inFlight, takes: state.takes.toSpliced(before, 0, take), before: before + 1 };
}

function takeOf(fact: TakeFact): RenderedTake | FailedTake {
  const { scene, take } = fact.data;
  if (fact.name === 'SceneRendered') {
    const { clip, firstFrame, lastFrame } = fact.data;
    return { outcome: 'rendered', scene, take, clip, firstFrame, lastFrame };
  }
  const { code, detail, retakeMayHelp } = fact.data;
  return { outcome: 'failed', scene, take, code, detail, retakeMayHelp };
}

function isSame(one: TakeIdentity, other: TakeIdentity): boolean {
  return one.scene === other.scene && one.take === other.take;
}
