import {
  type AnyMessage,
  type DataOf,
  type Envelope,
  subjectOf,
  UpdateReceived,
  videoStream,
} from '@kinoline/contracts';
import { createMinioMediaStore, type MediaStore, provisionBucket } from '@kinoline/media-store';
import {
  connectToNats,
  createMessageHistory,
  createMessagePublisher,
  type MessageHistory,
  provision,
} from '@kinoline/messaging';
import {
  type Person,
  type PersonFacts,
  type Sandbox,
  type SandboxOptions,
  startSandbox,
} from '@kinoline/sandbox';
import {
  type NatsServer,
  type ObjectStore,
  startNatsServer,
  startObjectStore,
  uniqueName,
  waitFor,
} from '@kinoline/testing';
import { jetstreamManager } from '@nats-io/jetstream';
import type { z } from 'zod';
import { type Replica, spawnReplica, startReplica } from './chat-line/replica.js';
import { openWebhookDoor, type WebhookDoor } from './chat-line/webhook-door.js';

/** A token that the sandbox takes. */
export const botToken = `4242424242:${'T'.repeat(35)}`;
const webhookPath = '/telegram/updates';
/** What Telegram proves itself with. */
export const webhookSecret = 'only-telegram-knows';

/** What a test wants. */
export interface ChatLineOptions {
  /** How updates come (default: polling). */
  readonly mode?: 'polling' | 'webhook';
  /** Gateways at the start (default 1). */
  readonly replicas?: number;
  /**
   * `hasty` (default): in this process, without Telegram's limits on either side; `limited`: in this process, with them;
   * `process`: in processes of their own, as built, with them.
   */
  readonly pace?: 'hasty' | 'limited' | 'process';
  readonly sandbox?: SandboxOptions;
  /** Further settings of the gateways. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A person's chats with real gateways: NATS, an object store and the sandbox's Telegram around them. */
export interface ChatLine {
  readonly sandbox: Sandbox;
  readonly nats: NatsServer;
  readonly store: MediaStore;
  readonly history: MessageHistory;
  /** The gateways that run. */
  readonly replicas: readonly Replica[];
  /** Somebody who talks to the bot. */
  person(facts?: PersonFacts): Person;
  /** Says what another service would say: the planner, the framer, the stitcher … */
  say<Message extends AnyMessage>(message: Message, data: z.input<Message['data']>): Promise<void>;
  /** Waits until something was said. */
  heard<Message extends AnyMessage>(
    message: Message,
    identity: Partial<DataOf<Message>>,
    timeoutMs?: number,
  ): Promise<Envelope<Message>>;
  /** Everything of one kind that was said so far, oldest first. */
  all<Message extends AnyMessage>(message: Message): Promise<DataOf<Message>[]>;
  /** Waits until the gateways took every update, and have nothing in work and nothing left of a message (default: updates). */
  settled(message?: AnyMessage): Promise<void>;
  /** Starts another gateway, with further settings. */
  addReplica(env?: Readonly<Record<string, string>>): Promise<Replica>;
  /** Ends a gateway in order; the oldest when none is named. */
  stopReplica(replica?: Replica): Promise<void>;
  /** Ends all gateways in order and starts one. */
  restartGateway(): Promise<void>;
  /** Takes the steps of a talk; after each of them the gateway takes every update and is started anew. */
  withRestarts(steps: readonly (() => Promise<unknown>)[]): Promise<void>;
  stop(): Promise<void>;
}

const noLimits = { messagesPerSecond: 0, chatMessagesPerSecond: 0, groupMessagesPerMinute: 0 };

/** Starts everything; `stop()` ends it. */
export async function startChatLine(options: ChatLineOptions = {}): Promise<ChatLine> {
  const { pace = 'hasty', mode = 'polling', replicas: wanted = 1 } = options;
  const limits = pace === 'hasty' ? noLimits : {};
  const [nats, objects, sandbox, door] = await Promise.all([
    startNatsServer(),
    startObjectStore(),
    startSandbox({ ...options.sandbox, limits: { ...limits, ...options.sandbox?.limits } }),
    mode === 'webhook' ? openWebhookDoor() : undefined,
  ]);
  const connection = await connectToNats({ servers: [nats.url] });
  // Only a process can be killed; what it had in work is not to be waited for long.
  await provision(connection, pace === 'process' ? { ackWaitMs: { slow: 4_000, quick: 4_000 } } : {});
  const store = await openStore(objects);
  const env = { ...environment(nats, sandbox, store.env, door), ...options.env };
  const history = createMessageHistory(connection);
  const first = rememberingFirst(history);
  const publisher = createMessagePublisher(connection, { source: 'planner' });
  const replicas: Replica[] = [];

  const addReplica = async (further: Readonly<Record<string, string>> = {}): Promise<Replica> => {
    const replica = await (pace === 'process' ? spawnReplica : startReplica)({
      env: { ...env, ...further },
      hasty: pace === 'hasty',
    });
    replicas.push(replica);
    door?.add(replica.url);
    return replica;
  };
  const stopReplica = async (replica = replicas[0]): Promise<void> => {
    if (replica === undefined) return;
    door?.remove(replica.url);
    replicas.splice(replicas.indexOf(replica), 1);
    await replica.stop();
  };
  const stopAll = async (): Promise<void> => {
    while (replicas.length > 0) await stopReplica();
  };
  const stop = async (): Promise<void> => {
    await stopAll();
    await connection.close();
    await Promise.all([nats.stop(), objects.stop(), sandbox.stop(), door?.close()]);
  };
  try {
    for (let count = 0; count < wanted; count++) await addReplica();
  } catch (error) {
    await stop();
    throw error;
  }

  const restartGateway = async (): Promise<void> => {
    await stopAll();
    await addReplica();
  };
  const settled = async (message: AnyMessage = UpdateReceived): Promise<void> => {
    const manager = await jetstreamManager(connection);
    const consumer = `telegram-gateway-${message.name}`;
    const isIdle = async (): Promise<boolean> => {
      const info = await manager.consumers.info(videoStream.name, consumer);
      return info.num_pending === 0 && info.num_ack_pending === 0;
    };
    const isTaken = async (): Promise<boolean> =>
      (await sandbox.telegram.updates()).every(({ confirmed }) => confirmed);
    await waitFor(async () => (await isTaken()) && (await isIdle()), {
      what: `${consumer} to be settled`,
      timeoutMs: 120_000,
    });
  };

  return {
    ...{ sandbox, nats, history, replicas, addReplica, stopReplica, restartGateway, settled },
    store: store.store,
    person: (facts) => sandbox.telegram.person(facts),
    say: async (message, data) => {
      await publisher.say(message, data);
    },
    heard: (message, identity, timeoutMs = 15_000) =>
      waitFor(() => history.first(message, identity), { what: message.name, timeoutMs }),
    all: async (message) => {
      const said = await history.identities(message, {});
      const envelopes = await Promise.all(said.map((identity) => first(message, identity as never)));
      return envelopes.flatMap((envelope) => (envelope ? [envelope.data] : []));
    },
    withRestarts: async (steps) => {
      for (const step of steps) {
        await step();
        await settled();
        await restartGateway();
      }
    },
    stop,
  };
}

/** Reads each message once: it is said once, so it never changes. */
function rememberingFirst(history: MessageHistory): MessageHistory['first'] {
  const known = new Map<string, Envelope>();
  return async <Message extends AnyMessage>(message: Message, identity: Partial<DataOf<Message>>) => {
    const subject = subjectOf(message, identity as DataOf<Message>);
    const envelope = known.get(subject) ?? (await history.first(message, identity));
    if (envelope) known.set(subject, envelope);
    return envelope;
  };
}

async function openStore({
  endpoint,
  accessKey,
  secretKey,
  region,
}: ObjectStore): Promise<{ store: MediaStore; env: Record<string, string> }> {
  const settings = { endpoint, accessKey, secretKey, region, bucket: uniqueName('gateway') };
  await provisionBucket(settings, { intermediateDays: 7, filmDays: 30 });
  const env = {
    S3_ENDPOINT: endpoint,
    S3_ACCESS_KEY: accessKey,
    S3_SECRET_KEY: secretKey,
    S3_BUCKET: settings.bucket,
  };
  return { store: createMinioMediaStore(settings), env };
}

function environment(
  nats: NatsServer,
  sandbox: Sandbox,
  store: Record<string, string>,
  door: WebhookDoor | undefined,
): Record<string, string> {
  return {
    ...store,
    NATS_URL: nats.url,
    BOT_TOKEN: botToken,
    TELEGRAM_API_ROOT: sandbox.telegramApiRoot,
    BOT_ACCESS: 'open',
    STATUS_EVERY_SECONDS: '2',
    ...(door && {
      TELEGRAM_WEBHOOK_URL: `${door.url}${webhookPath}`,
      TELEGRAM_WEBHOOK_SECRET: webhookSecret,
    }),
  };
}
