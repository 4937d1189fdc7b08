import {
  AckPolicy,
  type ConsumerInfo,
  DeliverPolicy,
  jetstream,
  jetstreamManager,
  type JsMsg,
} from '@nats-io/jetstream';
import { nanos, type NatsConnection } from '@nats-io/transport-node';

/** The part of a stored message that reading needs. */
export type StoredMessage = Pick<JsMsg, 'seq' | 'subject' | 'data' | 'headers' | 'time'>;

const pullAtOnce = 500;

/** Every message that a stream holds on the subjects of one filter, in order; a snapshot of this moment. */
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
  const read: StoredMessage[] = [];
  let before = -1;
  // A pull that brings nothing ends it: what was counted has aged out of the stream meanwhile.
  while (read.length < info.num_pending && read.length > before) {
    before = read.length;
    const left = Math.min(pullAtOnce, info.num_pending - read.length);
    for await (const message of await consumer.fetch({ max_messages: left, expires: 5_000 }))
      read.push(message);
  }
  return read;
}
