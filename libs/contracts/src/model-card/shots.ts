import type { Adaptation } from '../adaptation.js';
import type { JobSettings } from '../settings.js';
import type { ModelCard } from './card.js';
import { chooseRendering } from './rendering.js';

/** How one scene of the person's is shot: the lengths of its consecutive shots, in seconds. */
export interface ShotPlan {
  readonly seconds: readonly number[];
  readonly adaptations: readonly Adaptation[];
}

/**
 * Plans the shots of one scene: as few as possible, together as near to the asked length as the model allows
 * (the shorter, cheaper one of two equally near), and as even as possible.
 */
export function planShots(
  card: ModelCard,
  settings: Pick<JobSettings, 'aspect' | 'quality' | 'secondsPerScene'>,
): ShotPlan {
  const allowed = chooseRendering(card, settings).seconds;
  const asked = settings.secondsPerScene;
  const count = Math.max(1, Math.ceil(asked / (allowed.at(-1) ?? asked)));
  const seconds = best(combinations(allowed, count), asked);
  const given = sum(seconds);
  return {
    seconds,
    adaptations: [
      ...(given === asked ? [] : [{ kind: 'seconds-changed', asked, given } as const]),
      ...(seconds.length > 1 ? [{ kind: 'split-into-shots' as const, seconds: [...seconds] }] : []),
    ],
  };
}

/** Every choice of `count` lengths, longer ones first within each. */
function combinations(allowed: readonly number[], count: number): number[][] {
  if (count === 0) return [[]];
  return allowed.flatMap((length, at) =>
    combinations(allowed.slice(0, at + 1), count - 1).map((rest) => [length, ...rest]),
  );
}

function best(choices: readonly number[][], asked: number): number[] {
  const unevenness = (choice: readonly number[]): number => Math.max(...choice) - Math.min(...choice);
  const [first] = [...choices].sort(
    (a, b) =>
      Math.abs(sum(a) - asked) - Math.abs(sum(b) - asked) || sum(a) - sum(b) || unevenness(a) - unevenness(b),
  );
  if (!first) throw new Error('a model card without clip lengths');
  return first;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
