import type { Hearing, ServiceName } from '@kinoline/contracts';
import type { ConsumerInfo } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import type { Link } from '../connection/link.js';
import type { MessagingObserver } from '../observer.js';
import type { DeliveryPolicy } from './delivery-policy.js';
import type { MessageHandling } from './handler.js';
import { leasesOf, Listener } from './listener.js';
import { MessageWorker } from './message-worker.js';

/** What a {@link MessageListener} listens to and what it does with it. */
export interface MessageListenerOptions {
  readonly connection: NatsConnection;
  readonly link: Link;
  readonly service: ServiceName;
  readonly hearing: Hearing;
  readonly handle: MessageHandling;
  readonly policy: DeliveryPolicy;
  readonly observer: MessagingObserver;
}

/** One (service, message) pair at work: pulls from its durable consumer, handles, settles. */
export class MessageListener extends Listener {
  /** Name of the message it hears. */
  readonly message: string;
  /** For replaying dead letters. */
  readonly worker: MessageWorker;

  /** @param info the durable consumer as the server knows it, made by `provision()` */
  constructor(options: MessageListenerOptions, info: ConsumerInfo) {
    const { connection, hearing, policy } = options;
    const leases = leasesOf(connection, info);
    const worker = new MessageWorker({ ...options, leases });
    const atOnce = hearing.work === 'slow' ? 1 : policy.quickAtOnce;
    super({ connection, info, leases, atOnce, work: (message, aside) => worker.work(message, aside) });
    this.message = hearing.message.name;
    this.worker = worker;
  }
}
