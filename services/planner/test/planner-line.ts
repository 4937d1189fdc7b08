import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import {
  type AnyMessage,
  type DataOf,
  JobRequested,
  keyValueBuckets,
  SceneRendered,
  SceneRequested,
} from '@kinoline/contracts';
import {
  connectToNats,
  createMessageHistory,
  createMessagePublisher,
  KvDocuments,
  type MessageHistory,
  type MessagePublisher,
  provision,
} from '@kinoline/messaging';
import { type Sandbox, startSandbox } from '@kinoline/sandbox';
import { type SpawnedService, spawnService, startNatsServer, waitFor } from '@kinoline/testing';
import { jetstream } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { jobStateSchema } from '../src/director/index.js';
import type { JobStates } from '../src/ports.js';
import { renderedData, request } from './facts.js';

/** A planner in a process of its own, between a real NATS and the sandbox's language model. */
export interface PlannerLine {
  readonly sandbox: Sandbox;
  readonly connection: NatsConnection;
  /** Speaks for the rest of the line. */
  readonly publisher: MessagePublisher;
  readonly history: MessageHistory;
  /** What the planner keeps of each job. */
  readonly jobs: JobStates;
  startPlanner(env?: Record<string, string>): Promise<SpawnedService>;
  /** Asks for a job of its own; gives its id. */
  ask(changes?: Partial<DataOf<typeof JobRequested>>): Promise<string>;
  /** Waits until a message is said. */
  heard<Message extends AnyMessage>(
    message: Message,
    identity: Partial<DataOf<Message>>,
  ): Promise<DataOf<Message>>;
  /** Waits for the request of a take and answers it with a clip. */
  render(jobId: string, scene: number, take?: number): Promise<DataOf<typeof SceneRequested>>;
  /** Puts anything on a subject. */
  publishRaw(subject: string, payload: string): Promise<void>;
  /** Names of all messages of a job, in their order. */
  names(jobId: string): Promise<string[]>;
  stop(): Promise<void>;
}

/** A job id of its own for every test; version 7 of the UUID in form, random in content. */
export function newJobId(): string {
  return randomUUID().replace(/^(.{14})4/, '$17');
}

/**
 * Starts everything but the planner.
 *
 * @param ackWaitMs - how long a message stays a silent planner's: short where one is killed, and else so long that a slow
 *   machine is not taken for a dead planner, whose work another does again
 */
export async function startLine(ackWaitMs = 30_000): Promise<PlannerLine> {
  const [nats, sandbox] = await Promise.all([startNatsServer(), startSandbox()]);
  const connection = await connectToNats({ servers: [nats.url] });
  await provision(connection, { ackWaitMs: { slow: ackWaitMs, quick: ackWaitMs } });
  const publisher = createMessagePublisher(connection, { source: 'generator' });
  const history = createMessageHistory(connection);
  const planners: SpawnedService[] = [];

  const heard: PlannerLine['heard'] = async (message, identity) => {
    const find = () => history.first(message, identity);
    const what = `${message.name} of ${JSON.stringify(identity)}`;
    const envelope = await waitFor(find, { what, timeoutMs: 40_000, intervalMs: 20 });
    return envelope.data;
  };

  return {
    sandbox,
    connection,
    publisher,
    history,
    jobs: new KvDocuments(connection, keyValueBuckets.jobs, jobStateSchema),
    heard,
    startPlanner: async (env = {}) => {
      const planner = await spawnService({
        name: 'planner',
        entry: resolve(import.meta.dirname, '../dist/main.js'),
        env: {
          NATS_URL: nats.url,
          OPENAI_API_KEY: 'sk-sandbox',
          OPENAI_BASE_URL: sandbox.openaiBaseUrl,
          OPENAI_TIMEOUT_SECONDS: '5',
          ...env,
        },
        readyTimeoutMs: 60_000,
      });
      planners.push(planner);
      return planner;
    },
    ask: async (changes = {}) => {
      const jobId = newJobId();
      await publisher.say(JobRequested, request({ jobId, ...changes }));
      return jobId;
    },
    render: async (jobId, scene, take = 1) => {
      const asked = await heard(SceneRequested, { jobId, scene, take });
      await publisher.say(SceneRendered, { ...renderedData(scene, take), jobId });
      return asked;
    },
    publishRaw: async (subject, payload) => {
      await jetstream(connection).publish(subject, payload);
    },
    names: async (jobId) => (await history.read(jobId)).map(({ message }) => message.name),
    stop: async () => {
      await Promise.all(planners.map((planner) => planner.stop()));
      await connection.close();
      await Promise.all([nats.stop(), sandbox.stop()]);
    },
  };
}
