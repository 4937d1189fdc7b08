import type { LifecycleConfig, LifecycleRule } from 'minio';
import { filmPrefix, intermediatePrefix, uploadPrefix } from '../keys.js';
import type { StoreCall } from '../media-store.js';
import type { MediaStoreSettings } from '../settings.js';
import { type Connection, connectTo } from './connection.js';
import { translated } from './translate.js';

/** How long things are kept, in whole days from 1. */
export interface Retention {
  /** Clips and stills. */
  readonly intermediateDays: number;
  /** Finished films, and the pictures they begin with. */
  readonly filmDays: number;
}

/** What provisioning found and did. */
export interface ProvisionResult {
  readonly bucket: string;
  /** True when the bucket was made now. */
  readonly created: boolean;
  /** True when the server keeps the expiry rules, as read back from it. */
  readonly expires: boolean;
  /** What the operator should know. */
  readonly warnings: readonly string[];
}

/** The expiry rules of a bucket, as data. @throws RangeError for anything but whole days from 1. */
export function expiryRules({ intermediateDays, filmDays }: Retention): LifecycleRule[] {
  const rule = (id: string, prefix: string, days: number): LifecycleRule => {
    if (!Number.isSafeInteger(days) || days < 1)
      throw new RangeError(`${id} must be kept for whole days, 1 or more`);
    return { ID: id, Status: 'Enabled', Filter: { Prefix: prefix }, Expiration: { Days: days } };
  };
  return [
    rule('intermediates', intermediatePrefix, intermediateDays),
    rule('films', filmPrefix, filmDays),
    rule('uploads', uploadPrefix, filmDays),
  ];
}

/** The rules a server answered with, each as "prefix days", for comparing; it may send one rule or a list. */
export function rulesAsKept(config: Partial<LifecycleConfig> | undefined): string[] {
  const rules = [config?.Rule ?? []].flat();
  return rules
    .filter(({ Status }) => Status === 'Enabled')
    .map(({ Filter, Prefix, Expiration }) => `${Filter?.Prefix ?? Prefix ?? ''} ${Expiration?.Days ?? '?'}`)
    .sort();
}

async function makeBucket(
  { client, bucket }: Connection,
  region: string,
  signal?: AbortSignal,
): Promise<boolean> {
  if (await client(signal).bucketExists(bucket)) return false;
  try {
    await client(signal).makeBucket(bucket, region);
    return true;
  } catch (error) {
    // Somebody else was faster: the bucket is there, which is all that was wanted.
    if (await client(signal).bucketExists(bucket)) return false;
    throw error;
  }
}

const lacksLifecycle = new Set(['NotImplemented', 'MethodNotAllowed', 'InvalidArgument', 'MalformedXML']);

async function setRules(
  { client, bucket }: Connection,
  rules: LifecycleRule[],
  signal?: AbortSignal,
): Promise<string[]> {
  try {
    await client(signal).setBucketLifecycle(bucket, { Rule: rules });
    return rulesAsKept((await client(signal).getBucketLifecycle(bucket)) ?? undefined);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (typeof code === 'string' && lacksLifecycle.has(code)) return [];
    throw error;
  }
}

/**
 * Creates the bucket when it is not there, sets the expiry rules and reads them back. A server that does not keep
 * them is a warning, not an error: `sweepExpired` does their work then. Safe to repeat and to run from several places.
 *
 * @throws StoreUnavailableError, StoreRefusedError; RangeError for a bad retention.
 */
export async function provisionBucket(
  settings: MediaStoreSettings,
  retention: Retention,
  { signal }: StoreCall = {},
): Promise<ProvisionResult> {
  const connection = connectTo(settings.endpoint, settings);
  const { bucket } = connection;
  const rules = expiryRules(retention);
  return translated({ bucket, signal }, async () => {
    const created = await makeBucket(connection, settings.region, signal);
    const kept = await setRules(connection, rules, signal);
    const expires = kept.join() === rulesAsKept({ Rule: rules }).join();
    const warning = `the object store does not keep expiry rules for ${bucket}: run the sweep instead`;
    return { bucket, created, expires, warnings: expires ? [] : [warning] };
  });
}
