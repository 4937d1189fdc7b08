import {
  AckPolicy,
  type Consumer,
  type ConsumerInfo,
  DeliverPolicy,
  jetstream,
  jetstreamManager,
  type JsMsg,
} from '@nats-io/jetstream';
import { nanos, type NatsConnection } from '@nats-io/transport-node';
import { RetryableError } from '../errors.js';

/** The part of a stored message that reading needs. */
export type StoredMessage = Pick<JsMsg, 'seq' | 'subject' | 'data' | 'headers' | 'time'>;

const pullAtOnce = 500;

/**
 * Every message that a stream holds on the subjects of one filter, in order; a snapshot of this moment.
 *
 * @throws RetryableError when fewer came than the server had counted: half a history must not pass for a whole one.
 */
export async function readSubjects(
  connection: NatsConnection,
  stream: string,
  filter: string,
): Promise<StoredMessage[]> {
  const manager = await jetstreamManager(connection, { checkAPI: false });
  const info = await manager.consumers.add(stream, {
    filter_subject: filter,
    ack_policy: AckPolicy.None,
    deliver_policy: DeliverPolicy.All,
    inactive_threshold: nanos(30_000),
    mem_storage: true,
    num_replicas: 1,
  });
  try {
    return await readPending(connection, info);
  } finally {
    await manager.consumers.delete(stream, info.name);
  }
}

async function readPending(connection: NatsConnection, info: ConsumerInfo): Promise<StoredMessage[]> {
  const consumer = jetstream(connection).consumers.getConsumerFromInfo(info);
  return readCounted(consumer, info.num_pending);
}

/** Reads exactly `count` messages. @throws RetryableError when a pull brings nothing before that */
export async function readCounted(
  consumer: Pick<Consumer, 'fetch'>,
  count: number,
): Promise<StoredMessage[]> {
  const read: StoredMessage[] = [];
  while (read.length < count) {
    const before = read.length;
    const max_messages = Math.min(pullAtOnce, count - before);
    for await (const message of await consumer.fetch({ max_messages, expires: 5_000 })) read.push(message);
    if (read.length === before) {
      throw new RetryableError(
        `only ${before} of ${count} messages could be read: the server stopped sending`,
      );
    }
  }
  return read;
}
