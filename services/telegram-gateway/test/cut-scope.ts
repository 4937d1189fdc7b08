import type { Change, CutScope } from '@kinoline/contracts';
import { clipTake, plannedScenes, scopeAfter, takesOf } from '../src/jobs/scope.js';
import type { ShownJob } from '../src/jobs/shown-job.js';

/**
 * What the planner says that the next cut makes, when all takes have their outcome.
 *
 * @param scenes - number of scenes of the plan after the change
 */
export function cutScopeAfter(job: ShownJob, change: Change, scenes: number): CutScope {
  const known = plannedScenes(job);
  const added = Array.from({ length: scenes - known.length }, (_, at) => known.length + at + 1);
  const { make, leftOut } = scopeAfter(job, change);
  return {
    make: [...make, ...added].map((scene) => ({ scene, after: takesOf(job, scene).at(-1)?.take ?? 0 })),
    clips: known.map((scene) => ({ scene, take: clipTake(job, scene) })).filter(({ take }) => take > 0),
    leftOut: [...leftOut],
  };
}
