import { setTimeout as pause } from 'node:timers/promises';
import { consumerNameOf, JobCancelled, videoStream } from '@kinoline/contracts';
import { jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { all, type Fact, factOf } from '../history/fact.js';
import type { LineMessages } from '../line/line-messages.js';

/** The takes that were asked for and have neither a clip nor a failure: a prediction may run for each. */
export function openTakes(facts: readonly Fact[]): string[] {
  const settled = new Set(
    [...all(facts, 'ClipGenerated'), ...all(facts, 'SceneFailed')].map(
      ({ data }) => `${data.scene}/${data.take}`,
    ),
  );
  return all(facts, 'SceneRequested')
    .map(({ data }) => `${data.scene}/${data.take}`)
    .filter((take) => !settled.has(take));
}

/** Jobs of the command line are never changed after they were asked for: they have one cut. */
const commandCut = 1;

/** Whether planner and generator have both dealt with every JobCancelled so far. */
async function heardByAll(connection: NatsConnection): Promise<boolean> {
  const manager = await jetstreamManager(connection);
  const states = await Promise.all(
    (['planner', 'generator'] as const).map((service) =>
      manager.consumers.info(videoStream.name, consumerNameOf(service, JobCancelled)),
    ),
  );
  return states.every(({ num_pending, num_ack_pending }) => num_pending === 0 && num_ack_pending === 0);
}

/**
 * Calls a job off and waits until nothing of it runs at the provider any more, for at most `withinMs` milliseconds.
 *
 * @returns the takes whose end is not known
 */
export async function cancelJob(
  jobId: string,
  { connection, publisher, history }: LineMessages,
  { withinMs, signal }: { readonly withinMs: number; readonly signal: AbortSignal },
): Promise<readonly string[]> {
  await publisher.say(JobCancelled, { jobId, cut: commandCut, by: 'person' });
  const deadline = performance.now() + withinMs;
  for (;;) {
    const heard = await heardByAll(connection);
    const open = openTakes((await history.read(jobId)).map(factOf));
    if (heard && open.length === 0) return [];
    if (performance.now() > deadline || signal.aborted) return open;
    await pause(100);
  }
}
