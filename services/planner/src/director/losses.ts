import { roundUsd, type Warning } from '@kinoline/contracts';
import { isMade, isPaidLoss, listEndedBy, sceneStatuses, takesOfCut } from './scene-status.js';
import type { FailedTake, JobState, RenderedTake } from './state.js';

/** What all takes of the job cost together, in US dollars. */
export function totalCostUsd(state: JobState): number {
  return roundUsd(Object.values(state.costs).reduce((sum, cost) => sum + cost, 0));
}

/**
 * What the person should know of this cut: takes that were or may have been paid for nothing, scenes that keep an older
 * clip because no new one came, scenes that are missing although the person did not leave them out.
 */
export function lossWarnings(state: JobState): Warning[] {
  const lostTakes = takesOfCut(state)
    .filter((take) => isPaidLoss(state, take))
    .map((take): Warning => ({ code: 'take-lost', scene: take.scene, detail: describeTake(take) }));
  const unmade = sceneStatuses(state).flatMap((status, at): Warning[] => {
    if (status.kind === 'missing') {
      return [{ code: 'scene-missing', scene: at + 1, detail: describeMissing(state, status.last) }];
    }
    return status.kind === 'rendered' ? keptWarnings(state, status.take) : [];
  });
  return [...lostTakes, ...unmade];
}

/** The person wanted another take, and the film does not have it, whether that cost anything or not. */
function keptWarnings(state: JobState, { scene, take }: RenderedTake): Warning[] {
  const ofScene = takesOfCut(state).filter((other) => other.scene === scene);
  const last = ofScene.at(-1);
  if (!isMade(state, scene) || last?.outcome === 'rendered') return [];
  const detail = `take ${take} stays in the film; ${describeMissing(state, last)}`;
  return [{ code: 'older-take-kept', scene, detail: detail.slice(0, 2000) }];
}

/** One line about a failed take for operators, at most 2,000 characters. */
export function describeTake({ scene, take, code, detail }: FailedTake): string {
  return `scene ${scene}, take ${take}: ${code}: ${detail}`.slice(0, 2000);
}

function describeMissing(state: JobState, last: FailedTake | undefined): string {
  const cause = last ?? listEndedBy(state);
  return cause === undefined ? 'not requested' : describeTake(cause);
}
