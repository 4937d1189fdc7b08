import type { Change } from '@kinoline/contracts';
import type { JobFacts } from './progress.js';
import type { ShownJob, ShownTake } from './shown-job.js';

/**
 * What happened to a job, without what nobody will ask for any more: of takes whose scene has a newer clip in the film
 * everything but what they cost, of changes that were answered their words, which stand in the plan. A job is one
 * document, which NATS takes up to 1 MiB, and a person may change a film as often as they like: what is left of a take
 * and of a change is about 200 bytes each.
 */
export function thinned(job: JobFacts): JobFacts {
  return { ...job, takes: thinTakes(job), changes: thinChanges(job) };
}

/** A cut begins with the newest clips; no later one goes back behind them. */
function thinTakes({ takes, plan }: JobFacts): ShownJob['takes'] {
  const standing = new Map(plan?.scope?.clips.map(({ scene, take }) => [scene, take]));
  const thin = (each: ShownTake): ShownTake => {
    const { outcome, scene, take, costUsd, at } = each;
    const isReplaced = outcome === 'rendered' && take < (standing.get(scene) ?? 0);
    return isReplaced ? { outcome: 'replaced', scene, take, costUsd, at } : each;
  };
  return Object.fromEntries(Object.entries(takes).map(([key, each]) => [key, thin(each)]));
}

function thinChanges({ changes, plan }: JobFacts): ShownJob['changes'] {
  const thin = (asked: ShownJob['changes'][string]): ShownJob['changes'][string] => {
    const isAnswered = plan !== undefined && asked.revision < plan.revision;
    return isAnswered && asked.change ? { ...asked, change: withoutWords(asked.change) } : asked;
  };
  return Object.fromEntries(Object.entries(changes).map(([key, asked]) => [key, thin(asked)]));
}

function withoutWords(change: Change): Change {
  switch (change.kind) {
    case 'retake':
      return { ...change, scenes: change.scenes.map(({ scene }) => ({ scene })) };
    case 'extend':
      return { ...change, prompt: '…' };
    case 'leave-out':
    case 'keep':
    case 'finish':
    case 'resume':
      return change;
  }
}
