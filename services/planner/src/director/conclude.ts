import type { DataOf, FilmFailed, Warning } from '@kinoline/contracts';
import { describeTake, lossWarnings, totalCostUsd } from './losses.js';
import { allSettled, givenUpAfter, listEndedBy, renderedTakes, sceneStatuses } from './scene-status.js';
import { withClip, withoutClip } from './scope.js';
import type { FailedTake, JobRest, JobState } from './state.js';

type RestOf<Kind extends JobRest['kind']> = Extract<JobRest, { kind: Kind }>;

/**
 * What follows from what happened: the job comes to rest when its cut was called off, must be asked about, or can no
 * longer become a film; when nothing is left to make, its film is wanted.
 */
export function conclude(state: JobState): JobState {
  if (state.rest !== undefined || !state.approved) return state;
  const endedBy = listEndedBy(state);
  if (endedBy?.code === 'cancelled') return { ...state, rest: { kind: 'cancelled' } };
  const stuckAt = stuckAfter(state, endedBy);
  if (stuckAt) return hold(state, stuckAt);
  const statuses = sceneStatuses(state);
  if (!allSettled(statuses)) return state;
  if (renderedTakes(statuses).length > 0)
    return state.filmRequested ? state : { ...state, filmRequested: true };
  const cause = endedBy ?? state.takes.findLast((take) => take.outcome === 'failed');
  return fail(state, codeFor(endedBy), cause ? describeTake(cause) : 'no scene is to be made');
}

/** The job as one of which no film came. */
export function fail(
  state: JobState,
  code: RestOf<'failed'>['code'],
  detail: string,
  others: readonly Warning[] = [],
): JobState {
  const warnings = distinct([...lossWarnings(state), ...others]);
  return { ...state, rest: { kind: 'failed', code, detail, costUsd: totalCostUsd(state), warnings } };
}

/** The job as the stitcher leaves it when it gives up. */
export function filmFailed(state: JobState, { code, detail, warnings }: DataOf<typeof FilmFailed>): JobState {
  return fail(state, 'film-failed', `${code}: ${detail}`.slice(0, 2000), warnings);
}

/** The take after which the person is asked: of jobs that ask, the last attempt at a scene or the end of the list. */
function stuckAfter(state: JobState, endedBy: FailedTake | undefined): FailedTake | undefined {
  if (state.request?.whenStuck !== 'ask') return undefined;
  if (endedBy) return withClip(state).length > 0 ? endedBy : undefined;
  for (const [at, { kind }] of sceneStatuses(state).entries()) {
    if (kind === 'wanted') return undefined;
    const last = givenUpAfter(state, at + 1);
    if (last) return last;
  }
  return undefined;
}

function hold(state: JobState, { scene, take, code, detail }: FailedTake): JobState {
  const missing = [...new Set([...withoutClip(state), scene])].sort((a, b) => a - b);
  const held: RestOf<'held'> = {
    kind: 'held',
    revision: state.plan?.revision ?? state.cut,
    ...{ scene, take, code, detail, missing },
    rendered: withClip(state),
    costUsd: totalCostUsd(state),
  };
  return { ...state, rest: held };
}

function codeFor(endedBy: FailedTake | undefined): RestOf<'failed'>['code'] {
  return endedBy?.code === 'over-budget' || endedBy?.code === 'provider-unauthorised'
    ? endedBy.code
    : 'no-scene-rendered';
}

/** The stitcher repeats the losses that it was told. */
function distinct(warnings: readonly Warning[]): Warning[] {
  const keyOf = ({ code, scene, detail }: Warning): string => JSON.stringify([code, scene, detail]);
  return [...new Map(warnings.map((each) => [keyOf(each), each])).values()];
}
