import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type ObjectStore,
  type ObjectStoreEngine,
  startObjectStore,
  type TemporaryFolder,
  temporaryFolder,
  uniqueName,
} from '@kinoline/testing';
import {
  createMinioMediaStore,
  type MediaStore,
  type MediaStoreSettings,
  provisionBucket,
} from '../src/index.js';

/** A real store with a bucket of its own and a folder for files. */
export interface StoreFixture {
  readonly server: ObjectStore;
  readonly settings: MediaStoreSettings;
  readonly store: MediaStore;
  readonly folder: TemporaryFolder;
  /** Writes a file of random bytes and tells its path. */
  randomFile(name: string, bytes: number): Promise<string>;
  stop(): Promise<void>;
}

export const retention = { intermediateDays: 7, filmDays: 30 };

export async function startFixture(engine: ObjectStoreEngine): Promise<StoreFixture> {
  const [server, folder] = [await startObjectStore({ engine }), await temporaryFolder('media')];
  const { endpoint, accessKey, secretKey, region } = server;
  const settings = {
    endpoint,
    accessKey,
    secretKey,
    region,
    bucket: uniqueName('media'),
    spoolFolder: folder.path,
  };
  await provisionBucket(settings, retention);
  return {
    server,
    settings,
    folder,
    store: createMinioMediaStore(settings),
    randomFile: async (name, bytes) => {
      const path = join(folder.path, name);
      await writeFile(path, randomBytes(bytes));
      return path;
    },
    stop: async () => {
      await server.stop();
      await folder.remove();
    },
  };
}

/** Everything an asynchronous sequence yields. */
export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
