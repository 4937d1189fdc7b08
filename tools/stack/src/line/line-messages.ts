import type { MessageHistory, MessagePublisher } from '@kinoline/messaging';
import type { NatsConnection } from '@nats-io/transport-node';

/** The line's messages, as a command uses them. */
export interface LineMessages {
  readonly connection: NatsConnection;
  readonly publisher: MessagePublisher;
  readonly history: MessageHistory;
}
