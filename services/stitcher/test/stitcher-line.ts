import { mkdir, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type DataOf, FilmFailed, FilmRequested, FilmStitched } from '@kinoline/contracts';
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
  type Door,
  doorTo,
  type SpawnedService,
  spawnService,
  startNatsServer,
  startObjectStore,
  temporaryFolder,
  uniqueName,
  waitFor,
} from '@kinoline/testing';
import type { WantedFilm } from '../src/film-end.js';

/** How a film ended. */
export type FilmEnding =
  { readonly stitched: DataOf<typeof FilmStitched> } | { readonly failed: DataOf<typeof FilmFailed> };

/** A stitcher in a process of its own, between a real NATS and a real store. */
export interface StitcherLine {
  readonly store: MediaStore;
  /** Says what others would say to the stitcher. */
  readonly publisher: MessagePublisher;
  readonly history: MessageHistory;
  /** Absolute path of a file of the test. */
  path(name: string): string;
  /** Work folders the stitcher has open (or left behind) at the moment. */
  workFolders(): Promise<string[]>;
  startStitcher(env?: Record<string, string>): Promise<SpawnedService>;
  /** Says that a film is wanted, and waits until it has ended. */
  stitch(film: WantedFilm): Promise<FilmEnding>;
  ending(film: WantedFilm): Promise<FilmEnding>;
  /** The stitcher's only way to the store. */
  readonly storeDoor: Door;
  stop(): Promise<void>;
}

/** Starts everything but the stitcher. */
export async function startLine(): Promise<StitcherLine> {
  const folder = await temporaryFolder('stitcher-test');
  const nats = await startNatsServer();
  const connection = await connectToNats({ servers: [nats.url] });
  await provision(connection, { ackWaitMs: { slow: 4_000, quick: 4_000 } });
  const objects = await startObjectStore();
  const storeDoor = await doorTo(objects.port);
  const { endpoint, accessKey, secretKey, region } = objects;
  const settings = { endpoint, accessKey, secretKey, region, bucket: uniqueName('stitcher') };
  await provisionBucket(settings, { intermediateDays: 7, filmDays: 30 });
  const publisher = createMessagePublisher(connection, { source: 'planner' });
  const history = createMessageHistory(connection);
  const workRoot = join(folder.path, 'work');
  await mkdir(workRoot);
  const stitchers: SpawnedService[] = [];
  const common = {
    ...{ NATS_URL: nats.url, TMPDIR: workRoot, S3_ENDPOINT: storeDoor.url, S3_BUCKET: settings.bucket },
    ...{ S3_ACCESS_KEY: accessKey, S3_SECRET_KEY: secretKey },
  };
  const ending = (film: WantedFilm) => endingOf(history, film);

  return {
    ...{ store: createMinioMediaStore(settings), publisher, history, ending, storeDoor },
    path: (name) => join(folder.path, name),
    workFolders: () => readdir(workRoot),
    startStitcher: async (env = {}) => {
      const entry = resolve(import.meta.dirname, '../dist/main.js');
      const stitcher = await spawnService({ name: 'stitcher', entry, env: { ...common, ...env } });
      stitchers.push(stitcher);
      return stitcher;
    },
    stitch: async (film) => {
      await publisher.say(FilmRequested, film);
      return ending(film);
    },
    stop: async () => {
      await Promise.all(stitchers.map((stitcher) => stitcher.stop()));
      await connection.close();
      await Promise.all([nats.stop(), storeDoor.shut(), objects.stop()]);
      await folder.remove();
    },
  };
}

function endingOf(history: MessageHistory, { jobId, cut }: WantedFilm): Promise<FilmEnding> {
  return waitFor(
    async () => {
      const stitched = await history.first(FilmStitched, { jobId, cut });
      if (stitched !== undefined) return { stitched: stitched.data };
      const failed = await history.first(FilmFailed, { jobId, cut });
      return failed && { failed: failed.data };
    },
    { what: 'the film to end', timeoutMs: 120_000, intervalMs: 20 },
  );
}
