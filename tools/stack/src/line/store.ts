import {
  type MediaStoreSettings,
  mediaStoreSettings,
  mediaStoreVariables,
  StoreRefusedError,
  StoreUnavailableError,
} from '@kinoline/media-store';
import { type ObjectStore, startObjectStore } from '@kinoline/testing';
import { z } from 'zod';
import { CommandFailure, firstLineOf } from '../command/command-failure.js';
import type { Environment } from '../command/environment.js';

/** How the line's object store is reached, and in words where it comes from. */
export interface LineStore {
  readonly settings: MediaStoreSettings;
  readonly description: string;
  /** The server that was started here. */
  readonly server?: ObjectStore;
}

const variables = z.object(mediaStoreVariables);

/** @throws CommandFailure that names the variable, never its value */
export function givenStore(env: Environment): MediaStoreSettings {
  const parsed = variables.safeParse(env);
  if (parsed.success) return mediaStoreSettings(parsed.data);
  const [issue] = parsed.error.issues;
  throw new CommandFailure(`${issue?.path.join('.') ?? 'S3_ENDPOINT'}: ${issue?.message ?? 'not usable'}`);
}

/**
 * Starts an S3 server of our own.
 *
 * @throws CommandFailure when it does not start
 */
export async function startOwnStore(
  env: Environment,
  options: { readonly dataDir: string; readonly port?: number },
): Promise<LineStore> {
  try {
    const server = await startObjectStore({ ...options, shieldFromInterrupt: true });
    const { endpoint, region, accessKey, secretKey, engine } = server;
    const settings = { endpoint, region, accessKey, secretKey, bucket: env['S3_BUCKET'] ?? 'kinoline' };
    const kind = engine === 's3rver' ? 'embedded S3 server' : 'minio';
    return { server, settings, description: `${kind}, ${endpoint}, data in ${options.dataDir}` };
  } catch (cause) {
    throw new CommandFailure(`the object store did not start: ${firstLineOf(cause)}`, { cause });
  }
}

/** Words what the store threw so that a person can mend it. */
export function storeFailure(error: unknown, { endpoint }: MediaStoreSettings): unknown {
  if (error instanceof StoreRefusedError) {
    return new CommandFailure(
      `the object store at ${endpoint} refuses the keys: check S3_ACCESS_KEY, S3_SECRET_KEY and this machine’s clock`,
      { cause: error },
    );
  }
  if (error instanceof StoreUnavailableError) {
    return new CommandFailure(
      `the object store at ${endpoint} cannot be used: start it or check S3_ENDPOINT (${firstLineOf(error)})`,
      { cause: error },
    );
  }
  return error;
}
