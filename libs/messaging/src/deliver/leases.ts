import type { JsMsg } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { LeaseLostError } from '../errors.js';

/** The right to work on a message until it is settled; the server gives it and takes it back when it hears nothing. */
export interface Lease {
  /** Fires when the work should stop; its reason says why. */
  readonly signal: AbortSignal;
  /** Ends the lease: nothing is told to the server any more. */
  release(): void;
}

interface HeldLease extends Lease {
  readonly message: JsMsg;
  readonly abort: (reason: Error) => void;
  /** When the server is known to have heard of the work, on the monotonic clock. */
  confirmedAt: number;
}

/** Beats in one acknowledgement wait: three may fail before the server gives the message to another worker. */
const beatsPerWait = 4;

/**
 * The leases of one consumer. One timer serves all of them: it tells the server that the work goes on, and takes a
 * lease away when the server could not be told for as long as it waits.
 */
export class Leases {
  readonly #connection: NatsConnection;
  readonly #ackWaitMs: number;
  readonly #held = new Set<HeldLease>();
  #timer: NodeJS.Timeout | undefined;

  constructor(connection: NatsConnection, ackWaitMs: number) {
    this.#connection = connection;
    this.#ackWaitMs = ackWaitMs;
  }

  /** Begins a lease on a message that has just arrived. */
  hold(message: JsMsg): Lease {
    const controller = new AbortController();
    const lease: HeldLease = {
      message,
      signal: controller.signal,
      abort: (reason) => controller.abort(reason),
      confirmedAt: performance.now(),
      release: () => this.#release(lease),
    };
    this.#held.add(lease);
    this.#timer ??= setInterval(() => void this.#beat(), this.#ackWaitMs / beatsPerWait).unref();
    return lease;
  }

  /** Asks everything in work to stop. */
  abortAll(reason: Error): void {
    for (const lease of this.#held) lease.abort(reason);
  }

  /** Gives every message still in work back to the server, which delivers it to another worker at once. */
  handBackAll(): void {
    if (this.#connection.isClosed()) return;
    for (const { message } of this.#held) message.nak();
  }

  #release(lease: HeldLease): void {
    this.#held.delete(lease);
    if (this.#held.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  async #beat(): Promise<void> {
    const now = performance.now();
    const lost = new LeaseLostError('the server could not be told that the work goes on');
    const held = [...this.#held];
    for (const lease of held) if (now - lease.confirmedAt >= this.#ackWaitMs) lease.abort(lost);
    try {
      for (const { message } of held) message.working();
      // The answer to the flush comes after the server has read everything before it.
      await this.#connection.flush();
      for (const lease of held) lease.confirmedAt = now;
    } catch {
      // Not confirmed: the next beat sees for how long.
    }
  }
}
