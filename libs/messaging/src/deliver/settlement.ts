import type { Hearing, ServiceName } from '@kinoline/contracts';
import type { JetStreamClient, JsMsg } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { Logger } from '@nestjs/common';
import type { Link } from '../connection/link.js';
import { layDown } from '../dead-letters/lay-down.js';
import { describeError, LeaseLostError, ShuttingDownError, verdictOn } from '../errors.js';
import type { HandlingFacts, HandlingOutcome } from '../observer.js';
import { acknowledgeForSure } from './confirmed-ack.js';
import type { DeliveryPolicy } from './delivery-policy.js';
import type { Lease } from './leases.js';
import { retryDelayMs } from './retry-curve.js';

/** What a {@link Settlement} works with. */
export interface SettlementOptions {
  readonly connection: NatsConnection;
  readonly js: JetStreamClient;
  readonly service: ServiceName;
  readonly hearing: Hearing;
  readonly policy: DeliveryPolicy;
  readonly link: Link;
}

/** Tells the server how a delivery ended: done, again later, given back, or given up. */
export class Settlement {
  readonly #options: SettlementOptions;
  readonly #logger = new Logger('Messaging');

  constructor(options: SettlementOptions) {
    this.#options = options;
  }

  /** The handler returned. */
  async succeeded(delivered: JsMsg, facts: HandlingFacts): Promise<HandlingOutcome> {
    if (this.#options.hearing.work === 'slow') await this.#acknowledgeSlow(delivered, facts);
    else await this.#acknowledgeQuick(delivered);
    return 'acked';
  }

  /** The handler threw, or the message could not be read. */
  async failed(
    delivered: JsMsg,
    lease: Lease,
    facts: HandlingFacts,
    error: unknown,
  ): Promise<HandlingOutcome> {
    await this.#options.link.up();
    if (lease.signal.aborted) return this.#handBack(delivered, lease, facts);
    const verdict = verdictOn(error);
    if (verdict.retry && facts.delivery < this.#options.policy.attempts) {
      this.#retryLater(delivered, facts, error, verdict.delayMs);
      return 'retried';
    }
    return this.#giveUp(delivered, facts, error);
  }

  /** An acknowledgement that gets lost with its connection costs another run of a quick handler, no more. */
  async #acknowledgeQuick(delivered: JsMsg): Promise<void> {
    await this.#options.link.up();
    delivered.ack();
  }

  /** Slow work would be done all over when its acknowledgement got lost: the server confirms it. */
  async #acknowledgeSlow(delivered: JsMsg, facts: HandlingFacts): Promise<void> {
    try {
      await acknowledgeForSure(this.#options.connection, this.#options.link, delivered);
    } catch (error) {
      this.#log(
        'warn',
        facts,
        'was handled, but the acknowledgement was not confirmed: it may come again',
        error,
      );
    }
  }

  #handBack(delivered: JsMsg, lease: Lease, facts: HandlingFacts): HandlingOutcome {
    const reason: unknown = lease.signal.reason;
    // A lease that was lost may be somebody else's by now: handing back would bring the message a third time.
    if (!(reason instanceof LeaseLostError)) delivered.nak();
    const why = reason instanceof ShuttingDownError ? 'was handed back' : 'was left to its next delivery';
    this.#log('warn', facts, why, reason);
    return 'handed-back';
  }

  #retryLater(delivered: JsMsg, facts: HandlingFacts, error: unknown, wishMs: number | undefined): void {
    const delayMs = wishMs ?? retryDelayMs(facts.delivery, this.#options.policy.retry);
    delivered.nak(delayMs);
    this.#log('warn', facts, `failed and comes again in ${delayMs} ms`, error);
  }

  /** The dead letter is stored before the message is let go; a crash in between repeats only the letting go. */
  async #giveUp(delivered: JsMsg, facts: HandlingFacts, error: unknown): Promise<HandlingOutcome> {
    const { js, service, hearing, policy } = this.#options;
    try {
      await layDown(js, { service, message: hearing.message, error }, delivered);
    } catch (layDownError) {
      delivered.nak(policy.retry.longestMs);
      this.#log('error', facts, 'failed for good, but the dead letter could not be stored', layDownError);
      return 'retried';
    }
    delivered.term();
    this.#log('error', facts, 'failed for good and lies in the dead letters', error);
    return 'dead-lettered';
  }

  #log(level: 'warn' | 'error', facts: HandlingFacts, what: string, error: unknown): void {
    const { name, text } = describeError(error);
    const { jobId, delivery } = facts;
    const message = facts.message.name;
    this.#logger[level](`${message} ${what}: ${name}: ${text}`, { jobId, message, delivery });
  }
}
