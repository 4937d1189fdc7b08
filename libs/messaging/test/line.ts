import { filterOf, type KinolineMessage, type ServiceName, videoStream } from '@kinoline/contracts';
import { type NatsServer, type NatsServerBinary, startNatsServer, waitFor } from '@kinoline/testing';
import { type ConsumerInfo, jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import {
  connectToNats,
  createMessageHistory,
  createMessagePublisher,
  type MessageHistory,
  type MessagePublisher,
  provision,
  type ProvisionParameters,
} from '../src/index.js';
import { closedAtLast } from './left-open.js';

/** A provisioned nats-server of its own, and what a test needs to speak to it. */
export interface Line {
  readonly server: NatsServer;
  readonly connection: NatsConnection;
  readonly manager: JetStreamManager;
  readonly publisher: MessagePublisher;
  readonly history: MessageHistory;
  /** The durable consumer of a pair as it stands. */
  consumer(service: ServiceName, message: KinolineMessage): Promise<ConsumerInfo>;
  /** Waits until a consumer has had the last message of its subject, and has nothing in work and nothing left. */
  settled(service: ServiceName, message: KinolineMessage): Promise<ConsumerInfo>;
  /** Starts a killed server again and waits until the test's own connection stands. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a server of the given version and provisions it. */
export async function startLine(
  binary: NatsServerBinary,
  parameters: Partial<ProvisionParameters> = {},
): Promise<Line> {
  const server = await startNatsServer({ binary });
  const connection = await connectToNats({ servers: [server.url] });
  await provision(connection, parameters);
  const manager = await jetstreamManager(connection);
  const consumer = (service: ServiceName, message: KinolineMessage): Promise<ConsumerInfo> =>
    manager.consumers.info(videoStream.name, `${service}-${message.name}`);
  const settled = (service: ServiceName, message: KinolineMessage): Promise<ConsumerInfo> =>
    waitFor(
      async () => {
        // The server acknowledges what is said before it tells its consumers.
        const last = await manager.streams.getMessage(videoStream.name, { last_by_subj: filterOf(message) });
        const info = await consumer(service, message);
        const hadAll = info.delivered.stream_seq >= (last?.seq ?? 0);
        return hadAll && info.num_pending === 0 && info.num_ack_pending === 0 ? info : undefined;
      },
      { what: `${service}-${message.name} to be settled`, timeoutMs: 20_000 },
    );
  const restart = async (): Promise<void> => {
    await server.restart();
    await waitFor(() => connection.flush().then(() => true), { what: 'the connection to stand again' });
  };
  const stop = closedAtLast(async () => {
    await connection.close();
    await server.stop();
  });
  return {
    server,
    connection,
    manager,
    publisher: createMessagePublisher(connection, { source: 'planner' }),
    history: createMessageHistory(connection),
    consumer,
    settled,
    restart,
    stop,
  };
}

/** A promise and the function that fulfils it. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}
