import { createReadStream } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { type MediaRef, mediaRefSchema } from '@kinoline/contracts';
import { type Digest, DigestMeter } from '../digest.js';
import { IntegrityError } from '../errors.js';
import type { MediaContentType } from '../media-store.js';
import type { Connection } from './connection.js';

/** A local file whose digest is known, and what to call it. */
export interface Upload extends Digest {
  readonly key: string;
  readonly path: string;
  readonly contentType: MediaContentType;
}

/** Under this name the hash is kept with the object (`x-amz-meta-sha256`). */
export const hashMetadata = 'sha256';

/**
 * Puts a file in one request, streamed from the disk. The library's own `putObject` would read the whole file into
 * memory, or split it into parts, which small S3 servers lack; its request function takes a stream when length and
 * hash are known before (minio 8.0.7, src/internal/client.ts, makeRequestStreamAsync).
 */
async function send(
  connection: Connection,
  upload: Upload,
  meter: DigestMeter,
  signal?: AbortSignal,
): Promise<void> {
  const headers = {
    'content-length': upload.bytes,
    'content-type': upload.contentType,
    [`x-amz-meta-${hashMetadata}`]: upload.sha256,
  };
  const body = createReadStream(upload.path);
  body.on('error', (error) => meter.destroy(error));
  const request = { method: 'PUT', bucketName: connection.bucket, objectName: upload.key, headers };
  try {
    const client = connection.client(signal);
    const response = await client.makeRequestStreamAsync(request, body.pipe(meter), upload.sha256, [200], '');
    await buffer(response);
  } finally {
    body.destroy();
  }
}

/**
 * Uploads a file and answers with its reference.
 *
 * @throws IntegrityError when the file is empty or is no longer what was hashed; then nothing stays in the store.
 */
export async function upload(
  connection: Connection,
  wanted: Upload,
  signal?: AbortSignal,
): Promise<MediaRef> {
  const { key, bytes, sha256, contentType } = wanted;
  if (bytes === 0) throw new IntegrityError(`${key} would be empty: not stored`);
  const ref = mediaRefSchema.parse({ key, bytes, sha256, contentType });
  const meter = new DigestMeter(
    bytes,
    () => new IntegrityError(`the file for ${key} grew while it was stored`),
  );
  try {
    await send(connection, wanted, meter, signal);
  } catch (error) {
    // A server that refuses may close before it has read everything: the refusal is then lost. It says it again.
    await connection.client(signal).bucketExists(connection.bucket);
    throw error;
  }
  if (meter.digest().sha256 === sha256) return ref;
  await connection.client(signal).removeObject(connection.bucket, key);
  throw new IntegrityError(`the file for ${key} changed while it was stored`);
}
