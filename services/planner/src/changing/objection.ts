import type { Change, ChangeScope } from '@kinoline/contracts';
import { type JobState, withClip } from '../director/index.js';

/** The highest number of a take. */
const mostTakes = 99;

/** Why a resting job cannot be changed so, in English; undefined when nothing speaks against it but perhaps its price. */
export function objectionTo(
  state: JobState,
  change: Change,
  { make, leftOut }: ChangeScope,
): string | undefined {
  if (!state.approved && change.kind !== 'resume') {
    return 'the storyboard was never approved: resume the job, then edit it';
  }
  const scenes = state.plan?.storyboard.scenes.length ?? 0;
  const unknown = namedScenes(change).filter((scene) => scene > scenes);
  if (unknown.length > 0) return `there is no scene ${unknown.join(', ')}: the film has ${scenes}`;
  const worn = make.filter((scene) => lastTake(state, scene) + state.takesPerScene > mostTakes);
  if (worn.length > 0) return `scene ${worn.join(', ')} was tried too often`;
  if (!state.approved || make.length > 0) return undefined;
  if (withClip(state).every((scene) => leftOut.includes(scene)))
    return 'no scene would be left to make a film of';
  return changesFilm(state, change) ? undefined : 'the film would stay as it is: nothing is missing from it';
}

function namedScenes(change: Change): readonly number[] {
  switch (change.kind) {
    case 'retake':
      return change.scenes.map(({ scene }) => scene);
    case 'leave-out':
    case 'keep':
      return change.scenes;
    case 'finish':
    case 'resume':
    case 'extend':
      return [];
  }
}

function lastTake({ takes }: JobState, scene: number): number {
  return Math.max(0, ...takes.filter((take) => take.scene === scene).map(({ take }) => take));
}

/** Whether a film that is made without any new take can be another than the one the person has. */
function changesFilm(state: JobState, change: Change): boolean {
  const hasFilm = state.rest === undefined || state.rest.kind === 'delivered';
  if (!hasFilm) return true;
  return change.kind === 'leave-out' && withClip(state).some((scene) => change.scenes.includes(scene));
}
