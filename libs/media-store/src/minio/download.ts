import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type MediaRef, mediaRefSchema } from '@kinoline/contracts';
import { DigestMeter } from '../digest.js';
import { IntegrityError } from '../errors.js';
import type { Connection } from './connection.js';

/** Reads an object into `target`, and throws when it is not exactly what the reference promises. */
async function readChecked(
  connection: Connection,
  wanted: MediaRef,
  target: Writable,
  signal?: AbortSignal,
): Promise<void> {
  const { key, bytes, sha256 } = mediaRefSchema.parse(wanted);
  const source = await connection.client(signal).getObject(connection.bucket, key);
  const meter = new DigestMeter(bytes, () => new IntegrityError(`${key} has more than its ${bytes} bytes`));
  await pipeline(source, meter, target, signal === undefined ? {} : { signal });
  const got = meter.digest();
  if (got.bytes !== bytes) throw new IntegrityError(`${key} has ${got.bytes} bytes instead of ${bytes}`);
  if (got.sha256 !== sha256) throw new IntegrityError(`${key} has changed: its SHA-256 is not the noted one`);
}

/** Downloads beside the target and renames at the end, so that nobody ever sees half a file or a wrong one. */
export async function downloadToFile(
  connection: Connection,
  ref: MediaRef,
  path: string,
  signal?: AbortSignal,
): Promise<void> {
  const part = `${path}.${randomUUID()}.part`;
  try {
    await readChecked(connection, ref, createWriteStream(part, { flags: 'wx' }), signal);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** Downloads into memory. */
export async function downloadToMemory(
  connection: Connection,
  ref: MediaRef,
  signal?: AbortSignal,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const collect = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(chunk);
      done();
    },
  });
  await readChecked(connection, ref, collect, signal);
  return Buffer.concat(chunks);
}
