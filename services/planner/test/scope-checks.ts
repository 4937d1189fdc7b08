import {
  type Change,
  FilmStitched,
  type HeardCut,
  type HeardRest,
  JobCancelled,
  JobDelivered,
  JobFailed,
  JobHeld,
  restingCutHeard,
  ScenesPlanned,
  scopeAfterChange,
} from '@kinoline/contracts';
import { expect } from '@jest/globals';
import { isResting, type JobState, scopeOf } from '../src/director/index.js';
import type { History } from './history.js';
import type { SimulatedLine } from './simulated-line.js';

/**
 * Whoever only hears the line, as the gateway does, knows what every change of the resting job would make: the price
 * that a person is shown is the price of what is ordered.
 */
export function checkScopes(line: SimulatedLine, state: JobState, { whenStuck }: History): void {
  const scenes = state.plan?.storyboard.scenes.length;
  if (whenStuck !== 'ask' || scenes === undefined || !isResting(state)) return;
  const heard = restingCutHeard(cutHeard(line, scenes), restHeard(line, state));
  for (const change of changesOf(scenes)) {
    const told = scopeAfterChange(heard, change, scenes + 1);
    expect([change, told]).toEqual([change, scopeOf(state, change, scenes + 1)]);
  }
}

function changesOf(scenes: number): Change[] {
  const each = Array.from({ length: scenes }, (_, at) => at + 1);
  return [
    ...each.map((scene): Change => ({ kind: 'retake', scenes: [{ scene }] })),
    ...each.map((scene): Change => ({ kind: 'leave-out', scenes: [scene] })),
    ...each.map((scene): Change => ({ kind: 'keep', scenes: [scene] })),
    { kind: 'finish' },
    { kind: 'resume' },
    { kind: 'extend', prompt: 'on', scenes: 1 },
  ];
}

function cutHeard(line: SimulatedLine, scenes: number): HeardCut {
  const newest = line.all(ScenesPlanned).sort((a, b) => a.revision - b.revision);
  const takes = line.generator.told.map(({ fact: { name, data } }) => ({
    scene: data.scene,
    take: data.take,
    outcome: name === 'SceneRendered' ? ('rendered' as const) : ('failed' as const),
  }));
  return { scenes, scope: newest.at(-1)?.scope, takes };
}

function restHeard(line: SimulatedLine, { cut }: JobState): HeardRest {
  const ofCut = <Said extends { readonly cut: number }>(all: readonly Said[]): Said | undefined =>
    all.find((said) => said.cut === cut);
  const failed = ofCut(line.all(JobFailed));
  const isDelivered = ofCut(line.all(JobDelivered)) !== undefined;
  const isStitched = isDelivered || ofCut(line.all(FilmStitched)) !== undefined;
  const held = ofCut(line.all(JobHeld));
  const lost = line.generator.told.filter(
    ({ fact, request }) => fact.name === 'SceneFailed' && request.cut === cut && failed !== undefined,
  );
  return {
    isCalledOff: !failed && !isDelivered && ofCut(line.all(JobCancelled)) !== undefined,
    isFilmRequested: isStitched || failed?.code === 'film-failed',
    givenUp: [...(held ? [held.scene] : []), ...lost.map(({ request }) => request.scene)],
  };
}
