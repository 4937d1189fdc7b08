import { type JobSettings, type ModelCard, planShots } from '@kinoline/contracts';
import { sceneSecondsLimits } from './limits.js';

/** A length of a scene that a model makes exactly, in seconds, and of how many clips in a row. */
export interface SceneLength {
  readonly seconds: number;
  readonly clips: number;
}

/** The lengths of a scene that are offered: all whole ones a model makes exactly; of an odd model its nearest to 8 s. */
export function sceneLengths(
  card: ModelCard,
  settings: Pick<JobSettings, 'aspect' | 'quality'>,
): readonly SceneLength[] {
  const { least, most } = sceneSecondsLimits;
  const wished = Array.from({ length: most - least + 1 }, (_, more) => least + more);
  const exact = wished.flatMap((seconds) => {
    const plan = planShots(card, { ...settings, secondsPerScene: seconds });
    const changed = plan.adaptations.some(({ kind }) => kind === 'seconds-changed');
    return changed ? [] : [{ seconds, clips: plan.seconds.length }];
  });
  return exact.length > 0 ? exact : [{ seconds: usualSceneSeconds, clips: 1 }];
}

/** How long a scene is unless somebody wishes otherwise, in seconds. */
const usualSceneSeconds = 8;

/** The length of a scene that is proposed with a model: the usual one, or the longest below it that the model makes. */
export function proposedLength(card: ModelCard, settings: Pick<JobSettings, 'aspect' | 'quality'>): number {
  const lengths = sceneLengths(card, settings).map(({ seconds }) => seconds);
  return lengths.findLast((seconds) => seconds <= usualSceneSeconds) ?? lengths[0] ?? usualSceneSeconds;
}
