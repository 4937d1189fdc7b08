import type { MediaRef, PlannedScene, SeamKind } from '@kinoline/contracts';
import { clipOf, isMade, renderedTakes, type SceneStatus } from './scene-status.js';
import type { JobState } from './state.js';

/** How a scene joins what is really before and after it in the film. */
export interface Join {
  readonly seam: SeamKind;
  /** The picture the clip starts on. */
  readonly startFrame?: MediaRef;
  /** The picture the clip ends on, where the model can. */
  readonly endFrame?: MediaRef;
  /** The picture before it, to measure the seam against. */
  readonly previousLastFrame?: MediaRef;
}

/**
 * The join of a scene to the last one in the film before it. A continuous scene goes on from that one even when scenes
 * between are missing; with nothing before, it opens the film: a cut, on the person's picture if there is one. It ends
 * on the first picture of the scene after it when that one stays as it is and goes on from here. The answer is fixed
 * once the scenes before are settled, so a request repeats with the same content.
 */
export function joinOf(state: JobState, statuses: readonly SceneStatus[], planned: PlannedScene): Join {
  const before = renderedTakes(statuses.slice(0, planned.scene - 1)).at(-1);
  const endFrame = endFrameOf(state, planned);
  const end = { ...(endFrame && { endFrame }) };
  if (before === undefined) {
    const opens = planned.scene === 1 || planned.seam === 'continuous';
    const startFrame = opens ? state.request?.startFrame : undefined;
    return { seam: 'cut', ...(startFrame && { startFrame }), ...end };
  }
  return {
    seam: planned.seam,
    ...(planned.seam === 'continuous' && { startFrame: before.lastFrame }),
    ...end,
    previousLastFrame: before.lastFrame,
  };
}

/** Decided when the cut begins: what it makes is fixed, and so are the clips that stay. */
function endFrameOf(state: JobState, { scene }: PlannedScene): MediaRef | undefined {
  const next = state.plan?.storyboard.scenes
    .slice(scene)
    .find((after) => isMade(state, after.scene) || staysInFilm(state, after.scene));
  if (next?.seam !== 'continuous' || isMade(state, next.scene)) return undefined;
  return clipOf(state, next.scene)?.firstFrame;
}

function staysInFilm(state: JobState, scene: number): boolean {
  return !state.leftOut.includes(scene) && clipOf(state, scene) !== undefined;
}
