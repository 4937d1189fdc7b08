import { type AnyMessage, InvalidMessageError, type Envelope, messages, seal } from '@kinoline/contracts';
import { jetstream, type JetStreamClient } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import type { z } from 'zod';
import { PermanentError } from '../errors.js';
import type { MessagingObserver } from '../observer.js';
import { tracedSend } from '../trace/message-spans.js';
import type { MessagePublisher, Said } from './message-publisher.js';
import { publishOnce } from './publish-once.js';

/** Who speaks. */
export interface PublisherOptions {
  /** {@link Envelope.source}: the service's name, or `cli`. */
  readonly source: string;
  readonly observer?: Pick<MessagingObserver, 'said'>;
}

/** The publisher on a JetStream connection; for commands that run without Nest. */
export function createMessagePublisher(
  connection: NatsConnection,
  options: PublisherOptions,
): MessagePublisher {
  return new JetStreamPublisher(jetstream(connection), options);
}

class JetStreamPublisher implements MessagePublisher {
  readonly #js: JetStreamClient;
  readonly #options: PublisherOptions;

  constructor(js: JetStreamClient, options: PublisherOptions) {
    this.#js = js;
    this.#options = options;
  }

  async say<Message extends AnyMessage>(message: Message, data: z.input<Message['data']>): Promise<Said> {
    const envelope = this.#seal(message, data);
    const outcome = await tracedSend(message, envelope.id, (headers) =>
      publishOnce(this.#js, envelope.id, JSON.stringify(envelope), headers),
    );
    this.#tell(message, outcome);
    return outcome;
  }

  #seal<Message extends AnyMessage>(message: Message, data: z.input<Message['data']>): Envelope<Message> {
    try {
      return seal(message, data, { source: this.#options.source });
    } catch (error) {
      if (!(error instanceof InvalidMessageError)) throw error;
      throw new PermanentError(`cannot be said: ${error.message}`, { cause: error });
    }
  }

  #tell(message: AnyMessage, outcome: Said): void {
    const known = messages.find(({ name }) => name === message.name);
    if (known !== undefined) this.#options.observer?.said?.(known, outcome);
  }
}
