import { filmPrefix, intermediatePrefix, uploadPrefix } from './keys.js';
import type { MediaStore, StoreCall } from './media-store.js';
import type { Retention } from './minio/provision.js';

/** What a sweep removed. */
export interface SweepResult {
  readonly objects: number;
  readonly bytes: number;
}

const dayMs = 86_400_000;

async function sweepPrefix(
  store: MediaStore,
  prefix: string,
  before: number,
  { signal }: StoreCall,
): Promise<SweepResult> {
  let [objects, bytes] = [0, 0];
  for await (const found of store.list(prefix, signal === undefined ? {} : { signal })) {
    if (found.lastModified.getTime() >= before) continue;
    await store.remove(found.key, signal === undefined ? {} : { signal });
    objects += 1;
    bytes += found.bytes;
  }
  return { objects, bytes };
}

/**
 * Removes what has expired, for servers that do not do it themselves (see `provisionBucket`).
 *
 * @param now milliseconds since 1970 (default: the present).
 * @throws what the store throws; what was removed until then is gone.
 */
export async function sweepExpired(
  store: MediaStore,
  { intermediateDays, filmDays }: Retention,
  { now = Date.now(), ...call }: StoreCall & { now?: number } = {},
): Promise<SweepResult> {
  const kept = [
    [intermediatePrefix, intermediateDays],
    [filmPrefix, filmDays],
    [uploadPrefix, filmDays],
  ] as const;
  let [objects, bytes] = [0, 0];
  for (const [prefix, days] of kept) {
    const swept = await sweepPrefix(store, prefix, now - days * dayMs, call);
    objects += swept.objects;
    bytes += swept.bytes;
  }
  return { objects, bytes };
}
