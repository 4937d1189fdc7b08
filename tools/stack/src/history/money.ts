import { roundUsd } from '@kinoline/contracts';
import { all, type Fact } from './fact.js';

interface PaidTake {
  readonly scene: number;
  readonly take: number;
  readonly costUsd: number;
}

/**
 * What a job has cost so far, in US dollars. A take is told of up to twice (the generator's ClipGenerated, then the
 * framer's SceneRendered or SceneFailed): it counts once, with the highest figure.
 */
export function costOf(facts: readonly Fact[]): number {
  const takes = new Map<string, number>();
  const told: PaidTake[] = [
    ...all(facts, 'ClipGenerated'),
    ...all(facts, 'SceneRendered'),
    ...all(facts, 'SceneFailed'),
  ].map(({ data }) => data);
  for (const { scene, take, costUsd } of told) {
    const key = `${scene}/${take}`;
    takes.set(key, Math.max(takes.get(key) ?? 0, costUsd));
  }
  const stills = all(facts, 'KeyframeRendered').map(({ data }) => data.costUsd);
  return roundUsd([...takes.values(), ...stills].reduce((sum, each) => sum + each, 0));
}
