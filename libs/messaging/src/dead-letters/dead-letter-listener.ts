import type { ConsumerInfo } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { leasesOf, Listener } from '../deliver/listener.js';
import { DeadLetterWorker, type DeadLetterWorkerOptions } from './dead-letter-worker.js';

/** Options of {@link listenToDeadLetters}. */
export interface DeadLetterListenerOptions extends Omit<DeadLetterWorkerOptions, 'leases'> {
  readonly connection: NatsConnection;
}

/** The dead letters of every service at work: pulls from their one durable consumer, handles, settles. */
export function listenToDeadLetters(options: DeadLetterListenerOptions, info: ConsumerInfo): Listener {
  const { connection, policy } = options;
  const leases = leasesOf(connection, info);
  const worker = new DeadLetterWorker({ ...options, leases });
  const work = worker.work.bind(worker);
  return new Listener({ connection, info, leases, atOnce: policy.quickAtOnce, work });
}
