import { beatsOf } from '../beats.js';
import { isOfCut, plannedScenes } from '../scope.js';
import { type ShownJob, type ShownTake, takeKey } from '../shown-job.js';

/** A take that gave a clip. */
export type RenderedTake = Extract<ShownTake, { outcome: 'rendered' }>;

/** Whoever began to show a clip and does not come back is not waited for longer, in milliseconds. */
const showingMs = 5 * 60_000;
/** A clip whose upload broke off so often is not worth another copy in the chat. */
export const mostTries = 2;

/**
 * The clips that are to be shown in the chat while their film is made, in the order of the film; shots one by one, as
 * they come. The film itself shows them all, so then none is due any more, nor is one of an earlier cut; the only scene
 * of a film is not shown before.
 */
export function clipsOwed(job: ShownJob): readonly RenderedTake[] {
  if (!job.showScenes || job.chatGone || plannedScenes(job).length < 2) return [];
  if (job.stage === 'delivering' || job.stage === 'delivered') return [];
  return Object.values(job.takes)
    .filter((take): take is RenderedTake => take.outcome === 'rendered')
    .filter((take) => isOfCut(job, take))
    .filter((take) => !job.clips[takeKey(take)]?.shown)
    .sort((one, other) => one.scene - other.scene || one.take - other.take);
}

/** The first of them that nobody is showing. */
export function clipDue(job: ShownJob, now: Date): RenderedTake | undefined {
  return clipsOwed(job).find((take) => {
    const tried = job.clips[takeKey(take)];
    return tried === undefined || now.getTime() - Date.parse(tried.triedAt) >= showingMs;
  });
}

/** Where a clip stands in the film, as the person counts. */
export function placeOf(
  job: ShownJob,
  { scene }: Pick<RenderedTake, 'scene'>,
): { readonly scene: number; readonly scenes: number; readonly part: number; readonly parts: number } {
  const beats = job.plan ? beatsOf(job.plan.storyboard) : [];
  const beat = beats.find(({ shots }) => shots.some((shot) => shot.scene === scene));
  const part = beat?.shots.findIndex((shot) => shot.scene === scene) ?? 0;
  return {
    scene: beat?.beat ?? scene,
    scenes: beats.length,
    part: part + 1,
    parts: beat?.shots.length ?? 1,
  };
}
