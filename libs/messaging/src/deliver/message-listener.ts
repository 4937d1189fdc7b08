import { consumerNameOf, type Hearing, type ServiceName, videoStream } from '@kinoline/contracts';
import { type Consumer, type ConsumerInfo, jetstream } from '@nats-io/jetstream';
import { millis, type NatsConnection } from '@nats-io/transport-node';
import { Logger } from '@nestjs/common';
import type { Link } from '../connection/link.js';
import { describeError, ShuttingDownError } from '../errors.js';
import type { MessagingObserver } from '../observer.js';
import { sparingly } from '../sparingly.js';
import type { DeliveryPolicy } from './delivery-policy.js';
import type { MessageHandling } from './handler.js';
import { Leases } from './leases.js';
import { MessageWorker } from './message-worker.js';
import { PullLoop } from './pull-loop.js';

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

const complainEveryMs = 30_000;

/** One (service, message) pair at work: pulls from its durable consumer, handles, settles. */
export class MessageListener {
  readonly #loop: PullLoop;
  readonly #leases: Leases;
  /** Name of the message it hears. */
  readonly message: string;
  /** For replaying dead letters. */
  readonly worker: MessageWorker;

  /** @param info the durable consumer as the server knows it, made by `provision()` */
  constructor(options: MessageListenerOptions, info: ConsumerInfo) {
    const { connection, hearing, policy } = options;
    this.message = hearing.message.name;
    this.#leases = new Leases(connection, millis(info.config.ack_wait ?? 0));
    this.worker = new MessageWorker({ ...options, leases: this.#leases });
    const consumer: Consumer = jetstream(connection).consumers.getConsumerFromInfo(info);
    const logger = new Logger('Messaging');
    const complain = sparingly((line) => logger.warn(line), complainEveryMs);
    this.#loop = new PullLoop({
      consumer,
      atOnce: hearing.work === 'slow' ? 1 : policy.quickAtOnce,
      work: (message) => this.worker.work(message),
      isOver: () => connection.isClosed(),
      onTrouble: (error) =>
        complain(`${info.name}: pulling failed (${describeError(error).text}); trying on`),
    });
  }

  /** Begins to pull. */
  start(): void {
    this.#loop.start();
  }

  /** Stops pulling; handlers go on. */
  stop(): void {
    this.#loop.stop();
  }

  /** Resolves when no handler runs. */
  idle(): Promise<void> {
    return this.#loop.idle();
  }

  /** Fires the signal of every running handler. */
  abort(reason: Error = new ShuttingDownError('the service shuts down')): void {
    this.#leases.abortAll(reason);
  }

  /** Gives messages whose handlers did not stop back to the server. */
  handBack(): void {
    this.#leases.handBackAll();
  }
}

/** Stream and name of the durable consumer of a (service, message) pair. */
export function durableOf(service: ServiceName, hearing: Hearing): { stream: string; consumer: string } {
  return { stream: videoStream.name, consumer: consumerNameOf(service, hearing.message) };
}
