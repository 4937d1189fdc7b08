import { setTimeout as pause } from 'node:timers/promises';
import type { Consumer, ConsumerMessages, JsMsg } from '@nats-io/jetstream';
import type { Subscription } from '@nats-io/transport-node';
import type { Aside } from '../message-context.js';

/** What a {@link PullLoop} works with. */
export interface PullLoopOptions {
  readonly consumer: Pick<Consumer, 'fetch'>;
  /** Messages in work at once. */
  readonly atOnce: number;
  /** Works on a message until it is settled; never rejects. */
  readonly work: (message: JsMsg, aside: Aside) => Promise<void>;
  /** True when the connection is closed for good. */
  readonly isOver: () => boolean;
  /** Told when pulling failed; it is tried again. */
  readonly onTrouble: (error: unknown) => void;
}

const pullForMs = 30_000;
const pauseAfterTroubleMs = 1_000;
const drainWithinMs = 1_000;

/**
 * Pulls messages, never more than there are free places, and begins each at once: none waits in memory while its
 * acknowledgement wait runs out. (`consume()` of the client library fetches ahead of the work.)
 */
export class PullLoop {
  readonly #options: PullLoopOptions;
  readonly #pulls = new Set<ConsumerMessages>();
  readonly #running = new Set<Promise<void>>();
  readonly #stop = new AbortController();
  #free: number;
  /** Pulls that may still bring a message. */
  #asking = 0;
  #wake: () => void = () => undefined;

  constructor(options: PullLoopOptions) {
    this.#options = options;
    this.#free = options.atOnce;
  }

  /** Begins to pull; returns at once. */
  start(): void {
    void this.#loop();
  }

  /** Stops pulling; what has begun goes on. */
  stop(): void {
    this.#stop.abort();
    this.#wake();
    this.pullAnew();
  }

  /**
   * Ends the open pulls; the loop asks anew for every free place. After a reconnect the client would ask by itself, but
   * for as many messages as at first, whatever has come since, and only in half a minute when its first try fails.
   */
  pullAnew(): void {
    for (const pull of this.#pulls) void end(pull);
  }

  /** Resolves when nothing is in work and nothing more can come. */
  async idle(): Promise<void> {
    while (this.#running.size > 0 || this.#pulls.size > 0) {
      await Promise.allSettled([...this.#running, ...[...this.#pulls].map((pull) => pull.closed())]);
    }
  }

  async #loop(): Promise<void> {
    while (!this.#isOver()) {
      if (this.#worthAPull()) void this.#pull(this.#free);
      else await this.#somethingChanged();
    }
  }

  /**
   * Beside an open pull only half of the places and more are worth another, so that one brings many messages when there
   * is a backlog. Without an open pull every free place is: nothing else would ever fill it.
   */
  #worthAPull(): boolean {
    return this.#free >= (this.#asking > 0 ? Math.ceil(this.#options.atOnce / 2) : 1);
  }

  #isOver(): boolean {
    return this.#stop.signal.aborted || this.#options.isOver();
  }

  /** When the wait is over the work goes on at once, also when its place went to another message meanwhile. */
  async #aside<Result>(waiting: Promise<Result>): Promise<Result> {
    this.#giveBack(1);
    try {
      return await waiting;
    } finally {
      this.#free -= 1;
    }
  }

  #somethingChanged(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  #giveBack(places: number): void {
    this.#free += places;
    this.#wake();
  }

  /** One pull: holds `places` until messages take them or the server ends it. */
  async #pull(places: number): Promise<void> {
    this.#free -= places;
    this.#asking += 1;
    let left = places;
    try {
      const pull = await this.#request(places);
      for await (const message of pull) {
        left = this.#begin(message, left);
        if (left === 0) pull.stop();
      }
    } catch (error) {
      await this.#trouble(error);
    }
    this.#asking -= 1;
    this.#giveBack(left);
  }

  async #request(places: number): Promise<ConsumerMessages> {
    const pull = await this.#options.consumer.fetch({ max_messages: places, expires: pullForMs });
    this.#pulls.add(pull);
    void pull.closed().then(() => this.#pulls.delete(pull));
    if (this.#stop.signal.aborted) void end(pull);
    return pull;
  }

  #begin(message: JsMsg, left: number): number {
    // What still comes when a pull is full or stopped goes to another worker.
    if (left === 0 || this.#stop.signal.aborted) {
      message.nak();
      return left;
    }
    const run = this.#options.work(message, (waiting) => this.#aside(waiting));
    this.#running.add(run);
    void run.finally(() => {
      this.#running.delete(run);
      this.#giveBack(1);
    });
    return left - 1;
  }

  async #trouble(error: unknown): Promise<void> {
    if (this.#isOver()) return;
    this.#options.onTrouble(error);
    await pause(pauseAfterTroubleMs);
  }
}

/**
 * Ends a pull. What the server sent before it heard of that is taken, or given back; the client's own `stop()` would drop
 * it, and it would wait for its acknowledgement wait to pass.
 */
async function end(pull: ConsumerMessages): Promise<void> {
  await Promise.race([drained(pull), pause(drainWithinMs, undefined, { ref: false })]);
  pull.stop();
}

/** The subscription of a pull; the client has it, but not in its public type. */
async function drained(pull: ConsumerMessages): Promise<void> {
  const subscription: unknown = 'sub' in pull ? pull.sub : undefined;
  // It refuses when it is closed already: then nothing more comes.
  if (isSubscription(subscription)) await Promise.allSettled([subscription.drain()]);
}

function isSubscription(value: unknown): value is Pick<Subscription, 'drain'> {
  return typeof value === 'object' && value !== null && 'drain' in value;
}
