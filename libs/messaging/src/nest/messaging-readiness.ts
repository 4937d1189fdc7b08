import { Inject, Injectable } from '@nestjs/common';
import type { NatsConnection } from '@nats-io/transport-node';
import { JetStreamStrategy } from './jetstream.strategy.js';
import { NATS_CONNECTION } from './nats-connection.js';

const answerWithinMs = 1_000;

/** Whether the service can hear and say messages at the moment; for readiness, never for liveness. */
@Injectable()
export class MessagingReadiness {
  /** Name of the check. */
  readonly name = 'nats';
  readonly #connection: NatsConnection;
  readonly #strategy: JetStreamStrategy;

  constructor(@Inject(NATS_CONNECTION) connection: NatsConnection, strategy: JetStreamStrategy) {
    this.#connection = connection;
    this.#strategy = strategy;
  }

  /** @throws Error that says why the service is not ready. */
  async check(): Promise<void> {
    if (!this.#strategy.listening) throw new Error('no messages are pulled');
    const late = AbortSignal.timeout(answerWithinMs);
    await Promise.race([this.#connection.flush(), rejectionOf(late)]);
  }
}

function rejectionOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('NATS does not answer')), { once: true });
  });
}
