import { deadLetterStream, videoStream } from '@kinoline/contracts';
import { jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { ensure, type Provisionable, type ProvisionAction, unlessMissing } from './ensure.js';
import {
  defaultProvisionParameters,
  type ProvisionParameters,
  wantedBuckets,
  type WantedConsumer,
  wantedConsumers,
  wantedDeadLetterConsumer,
  type WantedStream,
  wantedStreams,
} from './wanted.js';

/** One stream, consumer or bucket and what was done with it. */
export interface Provisioned {
  readonly name: string;
  readonly action: ProvisionAction;
}

/** What {@link provision} found and did; all of it was read back and is as asked. */
export interface ProvisionReport {
  /** Version of the server that answered. */
  readonly server: string;
  readonly streams: readonly Provisioned[];
  readonly buckets: readonly Provisioned[];
  readonly consumers: readonly Provisioned[];
  /** Durable consumers on the two streams that the topology does not know: nobody hears them any more. */
  readonly strangers: readonly string[];
}

/**
 * Makes every stream, consumer and key-value bucket of the line, reads them back and compares. The only place that
 * makes them: a worker that finds none refuses to start. Running it again changes nothing.
 *
 * @throws ProvisionError when the server keeps something else than asked; what was made before stays.
 */
export async function provision(
  connection: NatsConnection,
  parameters: Partial<ProvisionParameters> = {},
): Promise<ProvisionReport> {
  const wanted = { ...defaultProvisionParameters, ...parameters };
  const manager = await jetstreamManager(connection);
  const streams = await ensureStreams(manager, 'stream', wantedStreams(wanted));
  const buckets = await ensureStreams(manager, 'bucket', wantedBuckets(wanted));
  const consumers = [
    ...(await ensureConsumers(manager, videoStream.name, wantedConsumers(wanted))),
    ...(await ensureConsumers(manager, deadLetterStream.name, [wantedDeadLetterConsumer(wanted)])),
  ];
  const known = new Set(consumers.map(({ name }) => name));
  const durables = [
    ...(await durableNames(manager, videoStream.name)),
    ...(await durableNames(manager, deadLetterStream.name)),
  ];
  const strangers = durables.filter((name) => !known.has(name));
  return { server: connection.info?.version ?? 'unknown', streams, buckets, consumers, strangers };
}

async function ensureStreams(
  manager: JetStreamManager,
  kind: 'stream' | 'bucket',
  wanted: readonly WantedStream[],
): Promise<Provisioned[]> {
  const done: Provisioned[] = [];
  for (const asked of wanted) {
    const name = kind === 'bucket' ? asked.name.replace(/^KV_/, '') : asked.name;
    done.push({ name, action: await ensure(streamAt(manager, `${kind} ${name}`, asked)) });
  }
  return done;
}

async function ensureConsumers(
  manager: JetStreamManager,
  stream: string,
  wanted: readonly WantedConsumer[],
): Promise<Provisioned[]> {
  const done: Provisioned[] = [];
  for (const asked of wanted) {
    done.push({
      name: asked.durable_name,
      action: await ensure(consumerAt(manager, stream, asked)),
    });
  }
  return done;
}

/** A stream on the server. */
export function streamAt(manager: JetStreamManager, where: string, asked: WantedStream): Provisionable {
  return {
    where,
    asked,
    read: async () => (await unlessMissing(manager.streams.info(asked.name)))?.config,
    // A copy: the client writes into what it is given.
    create: () => manager.streams.add({ ...asked }),
    update: () => manager.streams.update(asked.name, { ...asked }),
  };
}

/** A durable consumer on the server. */
export function consumerAt(manager: JetStreamManager, stream: string, asked: WantedConsumer): Provisionable {
  const name = asked.durable_name;
  return {
    where: `consumer ${name}`,
    asked,
    read: async () => (await unlessMissing(manager.consumers.info(stream, name)))?.config,
    create: () => manager.consumers.add(stream, { ...asked }),
    update: () => manager.consumers.update(stream, name, { ...asked }),
  };
}

async function durableNames(manager: JetStreamManager, stream: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { config } of manager.consumers.list(stream)) {
    if (config.durable_name !== undefined) names.push(config.durable_name);
  }
  return names;
}
