import { videoStream } from '@kinoline/contracts';
import {
  type ConsumerInfo,
  JetStreamApiCodes,
  JetStreamApiError,
  jetstreamManager,
  type JetStreamManager,
} from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { CommandFailure } from '../command/command-failure.js';

/**
 * Whether a server that was given was provisioned already: then an operator decided how long and how often things are
 * kept, and this command does not change it.
 *
 * @throws CommandFailure when other services work there: they would get this line's jobs, and this line theirs, each
 * with another object store and perhaps another provider.
 */
export async function isProvisioned(connection: NatsConnection): Promise<boolean> {
  const consumers = await durablesOf(await jetstreamManager(connection));
  const busy = consumers?.find(
    ({ config, num_waiting: waiting }) => config.durable_name !== undefined && waiting > 0,
  );
  if (busy === undefined) return consumers !== undefined;
  throw new CommandFailure(
    `another line works on the server of NATS_URL (${busy.name} is pulled): unset NATS_URL to get a server of your own, or name one that is free`,
  );
}

/** Every durable consumer of the message stream, or undefined when there is no such stream. */
async function durablesOf(manager: JetStreamManager): Promise<ConsumerInfo[] | undefined> {
  try {
    const found: ConsumerInfo[] = [];
    for await (const info of manager.consumers.list(videoStream.name)) found.push(info);
    return found;
  } catch (error) {
    const missing = error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound;
    if (missing) return undefined;
    throw error;
  }
}
