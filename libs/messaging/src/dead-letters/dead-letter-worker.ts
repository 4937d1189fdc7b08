import { deadLetterConsumer } from '@kinoline/contracts';
import type { JsMsg } from '@nats-io/jetstream';
import { Logger } from '@nestjs/common';
import type { Link } from '../connection/link.js';
import type { DeliveryPolicy } from '../deliver/delivery-policy.js';
import type { Lease, Leases } from '../deliver/leases.js';
import { retryDelayMs } from '../deliver/retry-curve.js';
import { describeError, LeaseLostError, PermanentError, verdictOn } from '../errors.js';
import { jobIdOfSubject } from '../job-of-subject.js';
import { type MessageContext, takesNoPlace } from '../message-context.js';
import type { MessagingObserver } from '../observer.js';
import { tracedProcess } from '../trace/message-spans.js';
import { type HeardDeadLetter, heardDeadLetterOf } from './heard-dead-letter.js';

/** A handler of dead letters as the delivery calls it. */
export type DeadLetterHandling = (letter: HeardDeadLetter, context: MessageContext) => Promise<void>;

/** What a {@link DeadLetterWorker} works with. */
export interface DeadLetterWorkerOptions {
  readonly handle: DeadLetterHandling;
  readonly policy: DeliveryPolicy;
  readonly leases: Leases;
  readonly link: Link;
  readonly observer: MessagingObserver;
}

/**
 * Takes one dead letter from its arrival to its settlement: retried by the same curve as a message. One that cannot be
 * handled becomes no dead letter of a dead letter: it is said in the log and stays where it lies.
 */
export class DeadLetterWorker {
  readonly #options: DeadLetterWorkerOptions;
  readonly #logger = new Logger('Messaging');

  constructor(options: DeadLetterWorkerOptions) {
    this.#options = options;
  }

  /** Runs the handler and settles by its outcome; never rejects. */
  async work(delivered: JsMsg): Promise<void> {
    const lease = this.#options.leases.hold(delivered);
    try {
      await this.#handleAndSettle(delivered, lease);
    } catch (error) {
      // Not settled (the connection is closed): the server delivers it again.
      this.#logger.error(`Dead letter ${delivered.seq} was not settled: ${describeError(error).text}`);
    } finally {
      lease.release();
    }
  }

  async #handleAndSettle(delivered: JsMsg, lease: Lease): Promise<void> {
    const { link } = this.#options;
    try {
      await this.#handle(delivered, lease);
    } catch (error) {
      await link.up();
      this.#failed(delivered, lease, error);
      return;
    }
    await link.up();
    delivered.ack();
  }

  async #handle(delivered: JsMsg, lease: Lease): Promise<void> {
    const { policy, observer, handle } = this.#options;
    const delivery = delivered.info.deliveryCount;
    const letter = heardDeadLetterOf(delivered);
    if (letter === undefined) throw new PermanentError('it does not say whose it is');
    if (delivery > policy.attempts + policy.spareAttempts) {
      throw new PermanentError(`given up after ${delivery - 1} deliveries that never came to an end`);
    }
    const { message, subject } = letter;
    const facts = { message, jobId: jobIdOfSubject(subject), delivery };
    const original = { subject, headers: delivered.headers, data: delivered.data };
    const run = (): Promise<void> => handle(letter, this.#contextOf(delivered, lease));
    await tracedProcess(message, original, { consumer: deadLetterConsumer.name, delivery }, () =>
      observer.around === undefined ? run() : observer.around(facts, run),
    );
  }

  #contextOf(delivered: JsMsg, lease: Lease): MessageContext {
    const delivery = delivered.info.deliveryCount;
    return {
      signal: lease.signal,
      delivery,
      lastDelivery: delivery >= this.#options.policy.attempts,
      subject: delivered.subject,
      sequence: delivered.seq,
      aside: takesNoPlace,
    };
  }

  #failed(delivered: JsMsg, lease: Lease, error: unknown): void {
    const { policy } = this.#options;
    const delivery = delivered.info.deliveryCount;
    if (lease.signal.aborted) {
      // A lease that was lost may be somebody else's by now.
      if (!(lease.signal.reason instanceof LeaseLostError)) delivered.nak();
      return;
    }
    const verdict = verdictOn(error);
    if (verdict.retry && delivery < policy.attempts) {
      const delayMs = verdict.delayMs ?? retryDelayMs(delivery, policy.retry);
      delivered.nak(delayMs);
      this.#log('warn', delivered, `could not be handled and is heard again in ${delayMs} ms`, error);
      return;
    }
    delivered.term();
    this.#log('error', delivered, 'could not be handled for good: its job may wait for ever', error);
  }

  #log(level: 'warn' | 'error', delivered: JsMsg, what: string, error: unknown): void {
    const { name, text } = describeError(error);
    const facts = { letter: delivered.seq, delivery: delivered.info.deliveryCount };
    this.#logger[level](
      `Dead letter ${delivered.seq} (${delivered.subject}) ${what}: ${name}: ${text}`,
      facts,
    );
  }
}
