import { roundUsd, type Warning } from '@kinoline/contracts';
import { isPaidLoss, listEndedBy, sceneStatuses } from './scene-status.js';
import type { FailedTake, JobState } from './state.js';

/** What all takes of the job cost together, in US dollars. */
export function totalCostUsd(state: JobState): number {
  return roundUsd(Object.values(state.costs).reduce((sum, cost) => sum + cost, 0));
}

/** What the person should know: takes that were or may have been paid for nothing, scenes that are missing. */
export function lossWarnings(state: JobState): Warning[] {
  const statuses = sceneStatuses(state);
  const lostTakes = state.takes
    .filter((take) => isPaidLoss(state, take))
    .map((take): Warning => ({ code: 'take-lost', scene: take.scene, detail: describeTake(take) }));
  const missing = statuses.flatMap((status, at): Warning[] =>
    status.kind === 'missing'
      ? [{ code: 'scene-missing', scene: at + 1, detail: describeMissing(state, status.last) }]
      : [],
  );
  return [...lostTakes, ...missing];
}

/** One line about a failed take for operators, at most 2,000 characters. */
export function describeTake({ scene, take, code, detail }: FailedTake): string {
  return `scene ${scene}, take ${take}: ${code}: ${detail}`.slice(0, 2000);
}

function describeMissing(state: JobState, last: FailedTake | undefined): string {
  const cause = last ?? listEndedBy(state);
  return cause === undefined ? 'not requested' : describeTake(cause);
}
