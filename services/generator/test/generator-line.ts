import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import {
  ClipGenerated,
  type DataOf,
  JobCancelled,
  keyValueBuckets,
  type MediaRef,
  SceneFailed,
  SceneRequested,
} from '@kinoline/contracts';
import { createMinioMediaStore, type MediaStore, provisionBucket } from '@kinoline/media-store';
import { connectToNats, createMessageHistory, createMessagePublisher, provision } from '@kinoline/messaging';
import { type LedgerEntry, type Sandbox, type SandboxOptions, startSandbox } from '@kinoline/sandbox';
import {
  type Door,
  doorTo,
  type NatsServer,
  type SpawnedService,
  spawnService,
  startNatsServer,
  startObjectStore,
  uniqueName,
  waitFor,
} from '@kinoline/testing';
import { Kvm } from '@nats-io/kv';
import { type Budget, emptyBudget } from '../src/budget/budget.js';
import { isOpen, type Take } from '../src/take/take.js';
import { takeKeyOf } from '../src/take/take-key.js';

type Request = DataOf<typeof SceneRequested>;

/** How a take ended. */
export interface TakeEnding {
  readonly clip?: DataOf<typeof ClipGenerated>;
  readonly failed?: DataOf<typeof SceneFailed>;
}

/** Generators in processes of their own between a real NATS, a real store and the sandbox. */
export interface GeneratorLine {
  readonly sandbox: Sandbox;
  readonly nats: NatsServer;
  readonly store: MediaStore;
  /** Base URL of the store. */
  readonly storeUrl: string;
  /** The generators' only way to the store. */
  readonly storeDoor: Door;
  /** Starts a generator and waits until it is ready. */
  startGenerator(env?: Record<string, string>): Promise<SpawnedService>;
  /** Says that a take is wanted. */
  request(request: Request): Promise<void>;
  /** Says that the request's cut of its job is called off. */
  cancel(request: Pick<Request, 'jobId' | 'cut'>): Promise<void>;
  /** Waits until a take has ended. */
  ending(request: Request, timeoutMs?: number): Promise<TakeEnding>;
  /** Waits until a take stands in one of these states; `settled` is the end. */
  state(request: Request, ...names: string[]): Promise<Take>;
  budget(key: string): Promise<Budget>;
  /** What was paid for this prompt. */
  paid(request: Request): LedgerEntry[];
  /** Puts a picture into the store. */
  picture(bytes: Uint8Array): Promise<MediaRef>;
  stop(): Promise<void>;
}

/** Starts everything but the generators. */
export async function startLine(options: SandboxOptions = {}): Promise<GeneratorLine> {
  const [nats, objects, sandbox] = await Promise.all([
    startNatsServer(),
    startObjectStore(),
    startSandbox(options),
  ]);
  const connection = await connectToNats({ servers: [nats.url] });
  await provision(connection, { ackWaitMs: { slow: 4000, quick: 4000 } });
  const { endpoint, accessKey, secretKey, region } = objects;
  const storeDoor = await doorTo(objects.port);
  const bucket = uniqueName('generator');
  const storeSettings = { endpoint, accessKey, secretKey, region, bucket };
  await provisionBucket(storeSettings, { intermediateDays: 7, filmDays: 30 });
  const store = createMinioMediaStore(storeSettings);
  const publisher = createMessagePublisher(connection, { source: 'planner' });
  const history = createMessageHistory(connection);
  const kvm = new Kvm(connection);
  const [takes, budgets] = [
    await kvm.open(keyValueBuckets.takes.name),
    await kvm.open(keyValueBuckets.budgets.name),
  ];
  const generators: SpawnedService[] = [];
  const env = {
    NATS_URL: nats.url,
    S3_ENDPOINT: storeDoor.url,
    S3_ACCESS_KEY: accessKey,
    S3_SECRET_KEY: secretKey,
    S3_BUCKET: bucket,
    REPLICATE_API_TOKEN: 'r8_test',
    REPLICATE_BASE_URL: sandbox.replicateBaseUrl,
    OUTPUT_ORIGINS: sandbox.url,
    LEASE_SECONDS: '2',
    CREATE_TIMEOUT_SECONDS: '3',
    RECONCILE_WINDOW_SECONDS: '5',
  };

  return {
    sandbox,
    nats,
    store,
    storeUrl: endpoint,
    storeDoor,
    startGenerator: async (changes = {}) => {
      const entry = resolve(import.meta.dirname, '../dist/main.js');
      const generator = await spawnService({
        ...{ name: 'generator', entry, env: { ...env, ...changes } },
        // Tests start up to three at once.
        readyTimeoutMs: 60_000,
      });
      generators.push(generator);
      return generator;
    },
    request: async (request) => {
      await publisher.say(SceneRequested, request);
    },
    cancel: async ({ jobId, cut }) => {
      await publisher.say(JobCancelled, { jobId, cut, by: 'person' });
    },
    ending: ({ jobId, scene, take }, timeoutMs = 40_000) =>
      waitFor(
        async (): Promise<TakeEnding | undefined> => {
          const clip = await history.first(ClipGenerated, { jobId, scene, take });
          const failed = await history.first(SceneFailed, { jobId, scene, take });
          if (clip) return { clip: clip.data };
          return failed && { failed: failed.data };
        },
        { what: 'the take to end', timeoutMs, intervalMs: 50 },
      ),
    state: (request, ...names) =>
      waitFor(
        async () => {
          const take = (await takes.get(takeKeyOf(request)))?.json<Take>();
          return take && names.includes(isOpen(take) ? take.state.name : 'settled') ? take : undefined;
        },
        { what: `the take to be ${names.join(' or ')}`, timeoutMs: 40_000, intervalMs: 5 },
      ),
    budget: async (key) => (await budgets.get(key))?.json<Budget>() ?? emptyBudget,
    paid: ({ planned }) => sandbox.ledger().filter(({ input }) => input['prompt'] === planned.prompt),
    picture: (bytes) => {
      const name = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
      const source = Readable.from([Buffer.from(bytes)]);
      return store.putStream(`jobs/test/${name}.png`, source, { contentType: 'image/png' });
    },
    stop: async () => {
      await Promise.all(generators.map((generator) => generator.stop()));
      await connection.close();
      await Promise.all([nats.stop(), storeDoor.shut(), objects.stop(), sandbox.stop()]);
    },
  };
}
