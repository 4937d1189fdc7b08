import { createHash } from 'node:crypto';
import type { JobId } from '@kinoline/contracts';
import { v7 } from 'uuid';

/**
 * The id of the job that an update asks for. The same update always asks for the same job, so that a job is begun once
 * however often the update is delivered.
 *
 * @param at - when it happened, in seconds since 1970
 */
export function jobIdOf({ updateId, at }: { readonly updateId: number; readonly at: number }): JobId {
  const random = createHash('sha256')
    .update(`kinoline job of update ${updateId} at ${at}`)
    .digest()
    .subarray(0, 16);
  return v7({ msecs: at * 1000, random, seq: random.readUInt32BE(4) });
}
