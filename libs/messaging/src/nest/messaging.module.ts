import { setTimeout as pause } from 'node:timers/promises';
import type { ServiceName } from '@kinoline/contracts';
import {
  type DynamicModule,
  type FactoryProvider,
  Inject,
  Logger,
  Module,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { NatsConnection } from '@nats-io/transport-node';
import { connectToNats } from '../connection/connect.js';
import type { NatsSettings } from '../connection/nats-settings.js';
import { defaultDeliveryPolicy, type DeliveryPolicy } from '../deliver/delivery-policy.js';
import { createMessageHistory } from '../history/jetstream-history.js';
import { MESSAGE_HISTORY } from '../history/message-history.js';
import type { MessagingObserver } from '../observer.js';
import { createMessagePublisher } from '../say/jetstream-publisher.js';
import { MESSAGE_PUBLISHER } from '../say/message-publisher.js';
import { JetStreamStrategy } from './jetstream.strategy.js';
import { MessagingReadiness } from './messaging-readiness.js';
import { NATS_CONNECTION } from './nats-connection.js';

const MESSAGING_OBSERVER = Symbol('MESSAGING_OBSERVER');

/** Settings of {@link MessagingModule.forRoot}. */
export interface MessagingOptions {
  readonly service: ServiceName;
  readonly nats: NatsSettings;
  /** What differs from {@link defaultDeliveryPolicy}. */
  readonly delivery?: Partial<DeliveryPolicy>;
  /** Makes the observer of other providers, for example of the metrics. */
  readonly observer?: Pick<FactoryProvider<MessagingObserver>, 'inject' | 'useFactory'>;
  /** How long running handlers may go on after the shutdown has begun, in milliseconds (default 20,000). */
  readonly shutdownBudgetMs?: number;
  /** How long to wait at the start for missing consumers, in milliseconds (default 30,000). */
  readonly provisionedWithinMs?: number;
  /** Called when the connection is closed for good (default: the process ends with exit code 1). */
  readonly onClosed?: (error: Error | undefined) => void;
}

const drainWithinMs = 2_000;

/** Everything a service needs to hear and say messages; global, imported once. */
@Module({})
export class MessagingModule implements OnApplicationShutdown {
  readonly #connection: NatsConnection;

  constructor(@Inject(NATS_CONNECTION) connection: NatsConnection) {
    this.#connection = connection;
  }

  /** The module for one service. Its start waits until NATS answers, however long that takes. */
  static forRoot(options: MessagingOptions): DynamicModule {
    const { service } = options;
    const publisher = (connection: NatsConnection, observer: MessagingObserver) =>
      createMessagePublisher(connection, { source: service, observer });
    return {
      module: MessagingModule,
      global: true,
      providers: [
        { provide: NATS_CONNECTION, useFactory: () => connectToNats(options.nats, { name: service }) },
        { provide: MESSAGING_OBSERVER, ...(options.observer ?? { useFactory: () => ({}) }) },
        { provide: MESSAGE_PUBLISHER, inject: [NATS_CONNECTION, MESSAGING_OBSERVER], useFactory: publisher },
        { provide: MESSAGE_HISTORY, inject: [NATS_CONNECTION], useFactory: createMessageHistory },
        {
          provide: JetStreamStrategy,
          inject: [NATS_CONNECTION, MESSAGING_OBSERVER],
          useFactory: (connection: NatsConnection, observer: MessagingObserver) =>
            strategyOf(options, connection, observer),
        },
        MessagingReadiness,
      ],
      exports: [NATS_CONNECTION, MESSAGE_PUBLISHER, MESSAGE_HISTORY, JetStreamStrategy, MessagingReadiness],
    };
  }

  /** Last of all: what was said and settled reaches the server, then the connection closes. */
  async onApplicationShutdown(): Promise<void> {
    if (this.#connection.isClosed()) return;
    await Promise.race([this.#connection.drain(), pause(drainWithinMs, undefined, { ref: false })]);
    await this.#connection.close();
  }
}

function strategyOf(
  options: MessagingOptions,
  connection: NatsConnection,
  observer: MessagingObserver,
): JetStreamStrategy {
  return new JetStreamStrategy({
    connection,
    service: options.service,
    policy: { ...defaultDeliveryPolicy, ...options.delivery },
    observer,
    shutdownBudgetMs: options.shutdownBudgetMs ?? 20_000,
    provisionedWithinMs: options.provisionedWithinMs ?? 30_000,
    onClosed: options.onClosed ?? endProcess,
  });
}

/** A service without its line is of no use: whoever runs it starts it anew. */
function endProcess(): void {
  new Logger('Messaging').error('This process ends so that it is started anew');
  process.exit(1);
}
