import { Logger } from '@nestjs/common';
import type { NatsConnection } from '@nats-io/transport-node';

/**
 * Whether the connection stands at the moment. The client silently drops what is published while it does not
 * (@nats-io/nats-core 3.4, `resetOutbound`), so whoever must not lose a word waits for {@link Link.up} first.
 */
export class Link {
  readonly #logger = new Logger('Nats');
  readonly #onBack: () => void;
  #down: { readonly over: Promise<void>; readonly end: () => void } | undefined;

  /** @param onBack told each time when a lost connection stands again */
  constructor(connection: NatsConnection, onBack: () => void = () => undefined) {
    this.#onBack = onBack;
    void this.#watch(connection);
  }

  /** Resolves when the connection stands, or is closed for good; at once when it stands already. */
  up(): Promise<void> {
    return this.#down?.over ?? Promise.resolve();
  }

  async #watch(connection: NatsConnection): Promise<void> {
    for await (const status of connection.status()) {
      if (status.type === 'disconnect') this.#lost(status.server);
      if (status.type === 'reconnect') this.#back(status.server);
    }
    this.#down?.end();
  }

  #lost(server: string): void {
    this.#logger.warn(`The connection to NATS at ${server} is lost; reconnecting`);
    let end = (): void => undefined;
    const over = new Promise<void>((resolve) => {
      end = resolve;
    });
    this.#down ??= { over, end };
  }

  #back(server: string): void {
    this.#logger.log(`Connected to NATS at ${server} again`);
    this.#down?.end();
    this.#down = undefined;
    this.#onBack();
  }
}
