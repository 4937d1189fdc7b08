import {
  consumerNameOf,
  deadLetterConsumer,
  deadLetterStream,
  filterOf,
  type Hearing,
  keyValueBuckets,
  serviceNames,
  topology,
  videoStream,
} from '@kinoline/contracts';
import {
  AckPolicy,
  type ConsumerConfig,
  DeliverPolicy,
  DiscardPolicy,
  ReplayPolicy,
  RetentionPolicy,
  StorageType,
  type StreamConfig,
} from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';

/** What an operator may choose. */
export interface ProvisionParameters {
  /** How long messages and dead letters are kept, in days; an older job has no history any more. */
  readonly retentionDays: number;
  /** Copies of every stream, consumer and bucket: 1, or 3 or 5 in a cluster. */
  readonly replicas: number;
  /** Most bytes of the message stream; -1 is no limit. When it is full, new messages are refused, old ones stay. */
  readonly maxBytes: number;
  /** How long the server waits for a word from a worker before it delivers a message to another, in milliseconds. */
  readonly ackWaitMs: Readonly<Record<Hearing['work'], number>>;
}

/** Seven days, one copy, no byte limit, 30 s for slow work and 15 s for quick work. */
export const defaultProvisionParameters: ProvisionParameters = {
  retentionDays: 7,
  replicas: 1,
  maxBytes: -1,
  ackWaitMs: { slow: 30_000, quick: 15_000 },
};

/** The stream as it should be; only fields that servers from 2.9 on know. */
export type WantedStream = Pick<StreamConfig, 'name' | 'subjects'> & Partial<StreamConfig>;

/** The durable consumer as it should be. */
export type WantedConsumer = Partial<ConsumerConfig> & { readonly durable_name: string };

const day = nanos(24 * 60 * 60 * 1_000);

/** What all our streams share. Refusing new messages when full is seen at once; dropping old ones loses them silently. */
function streamOf(name: string, subjects: readonly string[], replicas: number): WantedStream {
  return {
    name,
    subjects: [...subjects],
    retention: RetentionPolicy.Limits,
    storage: StorageType.File,
    discard: DiscardPolicy.New,
    num_replicas: replicas,
    max_bytes: -1,
    max_msgs: -1,
    max_msgs_per_subject: -1,
    // Copies that lag behind would answer direct reads with what is no longer true.
    allow_direct: false,
  };
}

/** The message stream and the dead letters. */
export function wantedStreams({ retentionDays, replicas, maxBytes }: ProvisionParameters): WantedStream[] {
  const kept = { max_age: retentionDays * day, duplicate_window: nanos(120_000) };
  return [
    { ...streamOf(videoStream.name, videoStream.subjects, replicas), ...kept, max_bytes: maxBytes },
    { ...streamOf(deadLetterStream.name, deadLetterStream.subjects, replicas), ...kept },
  ];
}

/**
 * How long a key that is not kept for good lives after its last change, in days. A message can be delivered as long as it
 * is kept, then lie as a dead letter and be replayed as long again, and must still find the state that keeps it from being
 * paid twice.
 */
export function stateKeptDays({ retentionDays }: Pick<ProvisionParameters, 'retentionDays'>): number {
  return 2 * retentionDays + 1;
}

/** The streams of the key-value buckets, laid out as the NATS key-value specification (ADR-8) has it. */
export function wantedBuckets({ retentionDays, replicas }: ProvisionParameters): WantedStream[] {
  return Object.values(keyValueBuckets).map(({ name, kept }) => ({
    ...streamOf(`KV_${name}`, [`$KV.${name}.>`], replicas),
    max_age: kept === 'for-good' ? 0 : stateKeptDays({ retentionDays }) * day,
    duplicate_window: nanos(120_000),
    max_msgs_per_subject: 1,
    allow_rollup_hdrs: true,
    deny_delete: true,
  }));
}

/** One durable pull consumer for every (service, message) pair of the topology. */
export function wantedConsumers({ ackWaitMs }: ProvisionParameters): WantedConsumer[] {
  const pairs = serviceNames.flatMap((service) =>
    topology[service].map((hearing) => [service, hearing] as const),
  );
  return pairs.map(([service, { message, work }]) =>
    consumerOf(consumerNameOf(service, message), filterOf(message), ackWaitMs[work]),
  );
}

/** The one durable pull consumer of the dead-letter stream. */
export function wantedDeadLetterConsumer({ ackWaitMs }: ProvisionParameters): WantedConsumer {
  const { name, filter, work } = deadLetterConsumer;
  return consumerOf(name, filter, ackWaitMs[work]);
}

function consumerOf(name: string, filter: string, ackWaitMs: number): WantedConsumer {
  return {
    durable_name: name,
    filter_subject: filter,
    deliver_policy: DeliverPolicy.All,
    replay_policy: ReplayPolicy.Instant,
    ack_policy: AckPolicy.Explicit,
    ack_wait: nanos(ackWaitMs),
    // The server never gives up: at its limit a message would only become invisible. The worker counts, and lays
    // down a dead letter before it lets a message go.
    max_deliver: -1,
    // Messages that wait for their next try, or behind others of their chat, count too: a small number would let them
    // stop everything else.
    max_ack_pending: 5_000,
  };
}
