import { type AnyMessage, type DataOf, seal } from '@kinoline/contracts';
import { decide, type DirectorFact, evolve, type JobState, type Said } from '../src/director/index.js';

/** The job after these facts. */
export function after(...facts: readonly DirectorFact[]): JobState {
  const state = facts.reduce<JobState | undefined>(evolve, undefined);
  if (!state) throw new Error('no job');
  return state;
}

/** Its frontier; every message in it fits its schema. */
export function said(...facts: readonly DirectorFact[]): readonly Said[] {
  const all = decide(after(...facts));
  for (const each of all) seal(each.message, each.data, { source: 'planner' });
  return all;
}

/** The one message of this kind in the frontier. */
export function only<Message extends AnyMessage>(
  message: Message,
  ...facts: readonly DirectorFact[]
): DataOf<Message> {
  const found = said(...facts).find((each) => each.message.name === message.name);
  if (!found) throw new Error(`${message.name} was not said, but ${names(...facts).join(', ')}`);
  return found.data as DataOf<Message>;
}

/** Names of the messages in the frontier, in order. */
export function names(...facts: readonly DirectorFact[]): string[] {
  return said(...facts).map(({ message }) => message.name);
}
