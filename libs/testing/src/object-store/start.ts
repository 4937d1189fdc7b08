import { mkdir } from 'node:fs/promises';
import { temporaryFolder } from '../temporary-folder.js';
import type {
  EngineOrder,
  ObjectStore,
  ObjectStoreEngine,
  ObjectStoreOptions,
  StartedEngine,
} from './engine.js';
import { findMinio, startMinio } from './minio-engine.js';
import { startS3rver } from './s3rver-engine.js';

const engines: Readonly<Record<ObjectStoreEngine, (order: EngineOrder) => Promise<StartedEngine>>> = {
  s3rver: startS3rver,
  minio: startMinio,
};

/** The engines that can run on this machine: always `s3rver`, and `minio` where its program is found. */
export function objectStoreEngines(env: NodeJS.ProcessEnv = process.env): ObjectStoreEngine[] {
  return findMinio(env) === undefined ? ['s3rver'] : ['s3rver', 'minio'];
}

/** The engine used when none is named. */
export function defaultEngine(env: NodeJS.ProcessEnv): ObjectStoreEngine {
  return (env['MINIO_BINARY'] ?? '') === '' ? 's3rver' : 'minio';
}

/**
 * Starts an S3 server on the loopback interface and waits until it answers.
 *
 * @throws Error when the port is taken or the engine cannot run here.
 */
export async function startObjectStore(options: ObjectStoreOptions = {}): Promise<ObjectStore> {
  const engine = options.engine ?? defaultEngine(process.env);
  const folder = options.dataDir === undefined ? await temporaryFolder('store') : undefined;
  const dataDir = options.dataDir ?? folder?.path ?? '';
  try {
    await mkdir(dataDir, { recursive: true });
    const { port = 0, shieldFromInterrupt = false } = options;
    const { end, ...address } = await engines[engine]({ dataDir, port, shieldFromInterrupt });
    const stop = async (): Promise<void> => {
      await end();
      await folder?.remove();
    };
    return { ...address, engine, dataDir, stop };
  } catch (error) {
    await folder?.remove();
    throw error;
  }
}
