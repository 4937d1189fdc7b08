import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Digest, DigestMeter } from './digest.js';
import { IntegrityError, TooLargeError } from './errors.js';
import type { PutStreamOptions } from './media-store.js';

/** A stream's content in a local file. */
export interface Spooled extends Digest {
  readonly path: string;
}

/**
 * Writes a stream to a temporary file, hands it to `use`, and removes it whatever happens.
 *
 * @throws TooLargeError, IntegrityError (empty, or not the announced length), the stream's own error, ENOSPC.
 */
export async function withSpooled<T>(
  source: Readable,
  { bytes, maxBytes = Infinity, signal }: Omit<PutStreamOptions, 'contentType'>,
  use: (spooled: Spooled) => Promise<T>,
  folder: string = tmpdir(),
): Promise<T> {
  const home = await mkdtemp(join(folder, 'kinoline-spool-'));
  try {
    const path = join(home, 'content');
    const meter = new DigestMeter(
      maxBytes,
      () => new TooLargeError(`the source has more than ${maxBytes} bytes`),
    );
    await pipeline(source, meter, createWriteStream(path), signal === undefined ? {} : { signal });
    const digest = meter.digest();
    if (bytes !== undefined && digest.bytes !== bytes) {
      const message = `the source announced ${bytes} bytes and delivered ${digest.bytes}`;
      throw new IntegrityError(message, { retryable: true });
    }
    return await use({ path, ...digest });
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
