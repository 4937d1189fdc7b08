import type { MediaRef, PlannedScene, SeamKind } from '@kinoline/contracts';
import { renderedTakes, type SceneStatus } from './scene-status.js';
import type { JobState } from './state.js';

/** How a scene joins what is really before it in the film. */
export interface Join {
  readonly seam: SeamKind;
  /** The picture the clip starts on. */
  readonly startFrame?: MediaRef;
  /** The picture before it, to measure the seam against. */
  readonly previousLastFrame?: MediaRef;
}

/**
 * The join of a scene to the last one rendered before it. A continuous scene goes on from that one even when scenes
 * between are missing; with nothing rendered before, it opens the film: a cut, on the person's picture if there is one.
 * The answer is fixed once the scenes before are settled, so a request repeats with the same content.
 */
export function joinOf(state: JobState, statuses: readonly SceneStatus[], planned: PlannedScene): Join {
  const before = renderedTakes(statuses.slice(0, planned.scene - 1)).at(-1);
  if (before === undefined) {
    const opens = planned.scene === 1 || planned.seam === 'continuous';
    const startFrame = opens ? state.request?.startFrame : undefined;
    return { seam: 'cut', ...(startFrame && { startFrame }) };
  }
  return {
    seam: planned.seam,
    ...(planned.seam === 'continuous' && { startFrame: before.lastFrame }),
    previousLastFrame: before.lastFrame,
  };
}
