import { setTimeout as pause } from 'node:timers/promises';
import type { ServiceName } from '@kinoline/contracts';
import {
  type ConsumerInfo,
  JetStreamApiCodes,
  JetStreamApiError,
  jetstreamManager,
  type JetStreamManager,
} from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { Logger } from '@nestjs/common';
import { describeError } from '../errors.js';
import { sparingly } from '../sparingly.js';
import { type Durable, durablesOf } from './durables.js';

/** The durable consumers of a service are not on the server. */
export class NotProvisionedError extends Error {
  override readonly name = 'NotProvisionedError';
}

const askAgainAfterMs = 500;
const sayEveryMs = 10_000;
const logger = new Logger('Messaging');

/**
 * The durable consumers of a service as the server knows them, by name. Asks again for `withinMs`, since provisioning may be
 * about to finish; a worker never makes a consumer itself.
 *
 * @throws NotProvisionedError that names what is missing and what to do.
 */
export async function findConsumers(
  connection: NatsConnection,
  service: ServiceName,
  withinMs: number,
): Promise<ReadonlyMap<string, ConsumerInfo>> {
  const deadline = performance.now() + withinMs;
  const say = sparingly((line) => logger.warn(line), sayEveryMs);
  for (;;) {
    try {
      return await askForAll(connection, service);
    } catch (error) {
      if (performance.now() >= deadline || connection.isClosed()) throw error;
      say(`${describeError(error).text} Asking again for ${Math.ceil(withinMs / 1_000)} s.`);
    }
    await pause(askAgainAfterMs);
  }
}

async function askForAll(
  connection: NatsConnection,
  service: ServiceName,
): Promise<ReadonlyMap<string, ConsumerInfo>> {
  const manager = await jetstreamManager(connection, { checkAPI: false });
  const found = new Map<string, ConsumerInfo>();
  const missing: string[] = [];
  for (const durable of durablesOf(service)) {
    const answer = await ask(manager, durable);
    if (typeof answer === 'string') missing.push(answer);
    else found.set(durable.consumer, answer);
  }
  if (missing.length === 0) return found;
  throw new NotProvisionedError(
    `${service} cannot start: NATS has no ${[...new Set(missing)].join(', no ')}. Run \`npm run provision\`, then start it again.`,
  );
}

async function ask(manager: JetStreamManager, { stream, consumer }: Durable): Promise<ConsumerInfo | string> {
  try {
    return await manager.consumers.info(stream, consumer);
  } catch (error) {
    const code = error instanceof JetStreamApiError ? error.code : undefined;
    if (code === JetStreamApiCodes.StreamNotFound) return `stream ${stream}`;
    if (code === JetStreamApiCodes.ConsumerNotFound) return `consumer ${consumer}`;
    return `answer about consumer ${consumer} (${describeError(error).text})`;
  }
}
