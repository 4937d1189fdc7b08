import { type Consumer, type ConsumerInfo, jetstream, type JsMsg } from '@nats-io/jetstream';
import { millis, type NatsConnection } from '@nats-io/transport-node';
import { Logger } from '@nestjs/common';
import { describeError, ShuttingDownError } from '../errors.js';
import type { Aside } from '../message-context.js';
import { sparingly } from '../sparingly.js';
import { Leases } from './leases.js';
import { PullLoop } from './pull-loop.js';

/** What a {@link Listener} listens to and who works on what it brings. */
export interface ListenerOptions {
  readonly connection: NatsConnection;
  /** The durable consumer as the server knows it, made by `provision()`. */
  readonly info: ConsumerInfo;
  readonly leases: Leases;
  /** Messages in work at once. */
  readonly atOnce: number;
  /** Takes a message to its settlement; never rejects. */
  readonly work: (message: JsMsg, aside: Aside) => Promise<void>;
}

const complainEveryMs = 30_000;

/** The leases on what a consumer delivers, as long as its acknowledgement wait. */
export function leasesOf(connection: NatsConnection, { config }: ConsumerInfo): Leases {
  return new Leases(connection, millis(config.ack_wait ?? 0));
}

/** One durable consumer at work: pulls, and lets each message be worked on until it is settled. */
export class Listener {
  readonly #loop: PullLoop;
  readonly #leases: Leases;

  constructor({ connection, info, leases, atOnce, work }: ListenerOptions) {
    this.#leases = leases;
    const consumer: Consumer = jetstream(connection).consumers.getConsumerFromInfo(info);
    const logger = new Logger('Messaging');
    const complain = sparingly((line) => logger.warn(line), complainEveryMs);
    this.#loop = new PullLoop({
      consumer,
      atOnce,
      work,
      isOver: () => connection.isClosed(),
      onTrouble: (error) =>
        complain(`${info.name}: pulling failed (${describeError(error).text}); trying on`),
    });
  }

  /** Begins to pull. */
  start(): void {
    this.#loop.start();
  }

  /** Asks the server anew for messages: it forgets who waits for some when a connection is lost. */
  pullAnew(): void {
    this.#loop.pullAnew();
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
