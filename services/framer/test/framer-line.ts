import { execFile } from 'node:child_process';
import { mkdir, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { ClipGenerated, type DataOf, SceneFailed, SceneRendered } from '@kinoline/contracts';
import { createMinioMediaStore, type MediaStore, provisionBucket } from '@kinoline/media-store';
import {
  connectToNats,
  createMessageHistory,
  createMessagePublisher,
  type MessageHistory,
  type MessagePublisher,
  provision,
} from '@kinoline/messaging';
import {
  type SpawnedService,
  spawnService,
  startNatsServer,
  type Door,
  doorTo,
  startObjectStore,
  temporaryFolder,
  uniqueName,
  waitFor,
} from '@kinoline/testing';
import type { ArrivedClip } from '../src/take-end.js';

const exec = promisify(execFile);

/** How a take ended. */
export type TakeEnding =
  { readonly rendered: DataOf<typeof SceneRendered> } | { readonly failed: DataOf<typeof SceneFailed> };

/** A framer in a process of its own, between a real NATS and a real store. */
export interface FramerLine {
  readonly store: MediaStore;
  readonly publisher: MessagePublisher;
  readonly history: MessageHistory;
  /** Absolute path of a file of the test. */
  path(name: string): string;
  /** Work folders the framer has open (or left behind) at the moment. */
  workFolders(): Promise<string[]>;
  startFramer(env?: Record<string, string>): Promise<SpawnedService>;
  /** Says that a clip has arrived. */
  announce(clip: ArrivedClip): Promise<void>;
  /** Waits until a take has ended. */
  ending(clip: ArrivedClip): Promise<TakeEnding>;
  /** The framer's only way to the store. */
  readonly storeDoor: Door;
  stop(): Promise<void>;
}

/** Runs ffmpeg directly, so that a test's clips do not come from the code under test. */
export async function ffmpeg(...args: string[]): Promise<void> {
  await exec('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...args]);
}

/** Starts everything but the framer. */
export async function startLine(): Promise<FramerLine> {
  const folder = await temporaryFolder('framer-test');
  const nats = await startNatsServer();
  const connection = await connectToNats({ servers: [nats.url] });
  await provision(connection, { ackWaitMs: { slow: 4_000, quick: 4_000 } });
  const objects = await startObjectStore();
  const storeDoor = await doorTo(objects.port);
  const { endpoint, accessKey, secretKey, region } = objects;
  const bucket = uniqueName('framer');
  const settings = { endpoint, accessKey, secretKey, region, bucket };
  await provisionBucket(settings, { intermediateDays: 7, filmDays: 30 });
  const publisher = createMessagePublisher(connection, { source: 'generator' });
  const history = createMessageHistory(connection);
  const workRoot = join(folder.path, 'work');
  await mkdir(workRoot);
  const framers: SpawnedService[] = [];

  return {
    store: createMinioMediaStore(settings),
    publisher,
    history,
    path: (name) => join(folder.path, name),
    workFolders: () => readdir(workRoot),
    startFramer: async (env = {}) => {
      const framer = await spawnService({
        name: 'framer',
        entry: resolve(import.meta.dirname, '../dist/main.js'),
        env: {
          ...{ NATS_URL: nats.url, TMPDIR: workRoot },
          ...{
            S3_ENDPOINT: storeDoor.url,
            S3_ACCESS_KEY: accessKey,
            S3_SECRET_KEY: secretKey,
            S3_BUCKET: bucket,
          },
          ...env,
        },
      });
      framers.push(framer);
      return framer;
    },
    announce: async (clip) => {
      await publisher.say(ClipGenerated, clip);
    },
    ending: ({ jobId, scene, take }) => endingOf(history, { jobId, scene, take }),
    storeDoor,
    stop: async () => {
      await Promise.all(framers.map((framer) => framer.stop()));
      await connection.close();
      await Promise.all([nats.stop(), storeDoor.shut(), objects.stop()]);
      await folder.remove();
    },
  };
}

function endingOf(
  history: MessageHistory,
  identity: { readonly jobId: string; readonly scene: number; readonly take: number },
): Promise<TakeEnding> {
  return waitFor(
    async () => {
      const rendered = await history.first(SceneRendered, identity);
      if (rendered !== undefined) return { rendered: rendered.data };
      const failed = await history.first(SceneFailed, identity);
      return failed && { failed: failed.data };
    },
    { what: 'the take to end', timeoutMs: 40_000, intervalMs: 50 },
  );
}
