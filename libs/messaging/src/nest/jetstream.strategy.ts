import { setTimeout as pause } from 'node:timers/promises';
import {
  consumerNameOf,
  deadLetterConsumer,
  type Hearing,
  type ServiceName,
  topology,
} from '@kinoline/contracts';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { type CustomTransportStrategy, type MessageHandler, Server } from '@nestjs/microservices';
import type { ConsumerInfo } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { isObservable, lastValueFrom } from 'rxjs';
import { Link } from '../connection/link.js';
import { answerReplays } from '../dead-letters/answer-replays.js';
import { listenToDeadLetters } from '../dead-letters/dead-letter-listener.js';
import type { DeliveryPolicy } from '../deliver/delivery-policy.js';
import { findConsumers } from '../deliver/find-consumers.js';
import { hearsDeadLetters } from '../deliver/durables.js';
import type { Listener } from '../deliver/listener.js';
import { MessageListener } from '../deliver/message-listener.js';
import { describeError, LeaseLostError } from '../errors.js';
import type { MessageContext } from '../message-context.js';
import type { MessagingObserver } from '../observer.js';
import { checkHandlers } from './handler-check.js';
import { deadLetterPattern } from './hears-dead-letters.decorator.js';
import { jetStreamTransport } from './hears.decorator.js';

/** What a {@link JetStreamStrategy} works with. */
export interface JetStreamStrategyOptions {
  readonly connection: NatsConnection;
  readonly service: ServiceName;
  readonly policy: DeliveryPolicy;
  readonly observer: MessagingObserver;
  /** How long running handlers may go on after the shutdown has begun, in milliseconds. */
  readonly shutdownBudgetMs: number;
  /** How long to wait at the start for missing consumers, in milliseconds. */
  readonly provisionedWithinMs: number;
  /** Called when the connection is closed for good although nobody asked for it. */
  readonly onClosed: (error: Error | undefined) => void;
}

type Consumers = ReadonlyMap<string, ConsumerInfo>;

/** How long handlers get to notice that their signal has fired. */
const abortGraceMs = 2_000;

/**
 * Nest's transport for the line: hears what the topology says the service hears, each message through its own durable
 * consumer. Connect it with `app.connectMicroservice({ strategy: app.get(JetStreamStrategy) })`.
 */
export class JetStreamStrategy extends Server implements CustomTransportStrategy, BeforeApplicationShutdown {
  override readonly transportId = jetStreamTransport;
  readonly #options: JetStreamStrategyOptions;
  readonly #link: Link;
  readonly #heard: string[] = [];
  #listeners: readonly Listener[] = [];
  #stopReplays: () => void = () => undefined;
  #closing: Promise<void> | undefined;
  #listening = false;

  constructor(options: JetStreamStrategyOptions) {
    super();
    this.#options = options;
    this.#link = new Link(options.connection, () => {
      for (const listener of this.#listeners) listener.pullAnew();
    });
  }

  /** True while messages are pulled. */
  get listening(): boolean {
    return this.#listening;
  }

  /** Nest registers every handler here; a second one for the same message is noticed at {@link listen}. */
  override addHandler(...args: Parameters<Server['addHandler']>): void {
    this.#heard.push(String(args[0]));
    super.addHandler(...args);
  }

  /** Refuses to start with other handlers than the topology's, waits for the consumers, then pulls. */
  async listen(callback: (error?: unknown) => void): Promise<void> {
    try {
      await this.#start();
    } catch (error) {
      callback(error);
      return;
    }
    callback();
  }

  /**
   * Stops pulling, lets running handlers finish within the budget, then fires their signal and gives back what is
   * not finished. The connection stays open: the publisher may still be needed.
   */
  close(): Promise<void> {
    this.#closing ??= this.#stop();
    return this.#closing;
  }

  /** Begins the shutdown before Nest closes the HTTP server, so that health and metrics can be read meanwhile. */
  beforeApplicationShutdown(): Promise<void> {
    return this.close();
  }

  /** @throws Error always: this transport has no events of its own; see the observer and `onClosed`. */
  on(event: string): never {
    throw new Error(`the JetStream strategy has no event ${event}`);
  }

  /** @throws Error always: the connection has a token of its own, NATS_CONNECTION. */
  override unwrap(): never {
    throw new Error('inject NATS_CONNECTION instead of unwrapping the strategy');
  }

  async #start(): Promise<void> {
    const { connection, service, provisionedWithinMs } = this.#options;
    checkHandlers(service, this.#heard);
    const consumers = await findConsumers(connection, service, provisionedWithinMs);
    if (this.#closing !== undefined) return;
    const hearings = topology[service].map((hearing) => this.#listenerOf(hearing, consumers));
    this.#listeners = hearsDeadLetters(service) ? [...hearings, this.#deadLetters(consumers)] : hearings;
    for (const listener of this.#listeners) listener.start();
    this.#stopReplays = answerReplays(connection, service, hearings);
    this.#listening = true;
    void connection.closed().then((error) => this.#connectionClosed(error ?? undefined));
  }

  #listenerOf(hearing: Hearing, consumers: Consumers): MessageListener {
    const handle = handlingOf(this.messageHandlers.get(hearing.message.name));
    const info = consumerIn(consumers, consumerNameOf(this.#options.service, hearing.message));
    return new MessageListener({ ...this.#options, link: this.#link, hearing, handle }, info);
  }

  #deadLetters(consumers: Consumers): Listener {
    const handle = handlingOf(this.messageHandlers.get(deadLetterPattern));
    const info = consumerIn(consumers, deadLetterConsumer.name);
    return listenToDeadLetters({ ...this.#options, link: this.#link, handle }, info);
  }

  async #stop(): Promise<void> {
    this.#listening = false;
    this.#stopReplays();
    for (const listener of this.#listeners) listener.stop();
    if (await this.#idleWithin(this.#options.shutdownBudgetMs)) return;
    for (const listener of this.#listeners) listener.abort();
    if (await this.#idleWithin(abortGraceMs)) return;
    for (const listener of this.#listeners) listener.handBack();
  }

  async #idleWithin(ms: number): Promise<boolean> {
    const idle = Promise.all(this.#listeners.map((listener) => listener.idle())).then(() => true);
    return Promise.race([idle, pause(ms, false, { ref: false })]);
  }

  async #connectionClosed(error: Error | undefined): Promise<void> {
    if (this.#closing !== undefined) return;
    this.#listening = false;
    const reason = error === undefined ? 'it was closed' : describeError(error).text;
    this.logger.error(`The connection to NATS is gone for good: ${reason}`);
    for (const listener of this.#listeners)
      listener.abort(new LeaseLostError('the connection to NATS is gone'));
    await this.#idleWithin(abortGraceMs);
    this.#options.onClosed(error);
  }
}

function consumerIn(consumers: Consumers, name: string): ConsumerInfo {
  const info = consumers.get(name);
  if (info === undefined) throw new Error(`the consumer ${name} vanished between check and start`);
  return info;
}

/** Nest wraps handlers: their outcome comes as a value, a promise or a stream that fails with the handler's error. */
function handlingOf(
  handler: MessageHandler | undefined,
): (heard: unknown, context: MessageContext) => Promise<void> {
  if (handler === undefined) throw new Error('a handler vanished between check and start');
  return async (heard, context) => {
    const outcome: unknown = await handler(heard, context);
    if (isObservable(outcome)) await lastValueFrom(outcome, { defaultValue: undefined });
  };
}
