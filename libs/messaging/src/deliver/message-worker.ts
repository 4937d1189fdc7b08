import { consumerNameOf, type Hearing, type ServiceName } from '@kinoline/contracts';
import { jetstream, type JsMsg } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { Logger } from '@nestjs/common';
import type { Link } from '../connection/link.js';
import { describeError, PermanentError } from '../errors.js';
import { jobIdOfSubject } from '../job-of-subject.js';
import { type Aside, type MessageContext, takesNoPlace } from '../message-context.js';
import type { HandlingFacts, HandlingOutcome, MessagingObserver } from '../observer.js';
import { tracedProcess } from '../trace/message-spans.js';
import type { DeliveryPolicy } from './delivery-policy.js';
import type { MessageHandling } from './handler.js';
import type { Lease, Leases } from './leases.js';
import { readMessage } from './read-message.js';
import { Settlement } from './settlement.js';

/** What a {@link MessageWorker} works with. */
export interface MessageWorkerOptions {
  readonly connection: NatsConnection;
  readonly service: ServiceName;
  readonly hearing: Hearing;
  readonly handle: MessageHandling;
  readonly policy: DeliveryPolicy;
  readonly leases: Leases;
  readonly link: Link;
  readonly observer: MessagingObserver;
}

/** What a message in work holds: its lease, and its place among those in work at once. */
interface Place {
  readonly lease: Lease;
  readonly aside: Aside;
}

/** Takes one delivered message from its arrival to its settlement. */
export class MessageWorker {
  readonly #options: MessageWorkerOptions;
  readonly #consumer: string;
  readonly #settlement: Settlement;
  readonly #logger = new Logger('Messaging');

  constructor(options: MessageWorkerOptions) {
    this.#options = options;
    this.#consumer = consumerNameOf(options.service, options.hearing.message);
    this.#settlement = new Settlement({ ...options, js: jetstream(options.connection) });
  }

  /** Runs the handler and settles by its outcome; never rejects. */
  async work(delivered: JsMsg, aside: Aside): Promise<void> {
    const started = performance.now();
    const lease = this.#options.leases.hold(delivered);
    const place: Place = { lease, aside };
    const facts = this.#factsOf(delivered);
    try {
      const outcome = await this.#handleAndSettle(delivered, place, facts);
      this.#options.observer.handled?.(facts.message, outcome, (performance.now() - started) / 1_000);
    } catch (error) {
      // Not settled (the connection is closed): the server delivers it again.
      this.#logger.error(
        `${this.#consumer}: ${delivered.subject} was not settled: ${describeError(error).text}`,
      );
    } finally {
      lease.release();
    }
  }

  /**
   * Handles a message outside of its consumer: a dead letter that an operator replays.
   *
   * @throws whatever the handler throws.
   */
  async replay(
    letter: { subject: string; seq: number; data: Uint8Array },
    signal: AbortSignal,
  ): Promise<void> {
    const { message } = this.#options.hearing;
    const context = {
      signal,
      delivery: 1,
      lastDelivery: true,
      subject: letter.subject,
      sequence: letter.seq,
      aside: takesNoPlace,
    };
    await this.#run({ message, jobId: jobIdOfSubject(letter.subject), delivery: 1 }, () =>
      this.#options.handle(readMessage(message, letter), context),
    );
  }

  /** Inside the span of the delivery, so that its settlement, and what is logged then, belong to it. */
  #handleAndSettle(delivered: JsMsg, place: Place, facts: HandlingFacts): Promise<HandlingOutcome> {
    const about = { consumer: this.#consumer, delivery: facts.delivery };
    return tracedProcess(facts.message, delivered, about, async (failed) => {
      try {
        await this.#handle(delivered, place, facts);
      } catch (error) {
        failed(error);
        return this.#settlement.failed(delivered, place.lease, facts, error);
      }
      return this.#settlement.succeeded(delivered, facts);
    });
  }

  async #handle(delivered: JsMsg, place: Place, facts: HandlingFacts): Promise<void> {
    const { hearing, policy, handle } = this.#options;
    if (facts.delivery > policy.attempts + policy.spareAttempts) {
      throw new PermanentError(`given up after ${facts.delivery - 1} deliveries that never came to an end`);
    }
    const envelope = readMessage(hearing.message, delivered);
    await this.#run(facts, () => handle(envelope, this.#contextOf(delivered, place, facts)));
  }

  #run(facts: HandlingFacts, run: () => Promise<void>): Promise<void> {
    const { observer } = this.#options;
    return observer.around === undefined ? run() : observer.around(facts, run);
  }

  #factsOf(delivered: JsMsg): HandlingFacts {
    const { message } = this.#options.hearing;
    return { message, jobId: jobIdOfSubject(delivered.subject), delivery: delivered.info.deliveryCount };
  }

  #contextOf(delivered: JsMsg, { lease, aside }: Place, facts: HandlingFacts): MessageContext {
    const traceparent = delivered.headers?.get('traceparent');
    return {
      signal: lease.signal,
      delivery: facts.delivery,
      lastDelivery: facts.delivery >= this.#options.policy.attempts,
      subject: delivered.subject,
      sequence: delivered.seq,
      ...(traceparent ? { traceparent } : {}),
      aside,
    };
  }
}
