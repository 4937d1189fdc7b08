import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { v7 as uuid } from 'uuid';

/** A file in the body of a call, on this disk. */
export interface UploadedPart {
  readonly name: string;
  readonly contentType: string;
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** It went over the limit and was cut off there. */
  readonly tooLarge: boolean;
  /** A message carries it now, so it stays. */
  kept: boolean;
}

/** Writes what arrives to a file of its own in `folder`, without holding it in memory. */
export async function storeUpload(
  stream: Readable & { readonly truncated?: boolean },
  names: Pick<UploadedPart, 'name' | 'contentType'>,
  folder: string,
): Promise<UploadedPart> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, uuid());
  const target = createWriteStream(path);
  try {
    await pipeline(stream, target);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  return { ...names, path, size: target.bytesWritten, tooLarge: stream.truncated === true, kept: false };
}

/** Removes the files that no message carries. */
export async function discardUploads(files: Iterable<UploadedPart>): Promise<void> {
  const loose = [...files].filter(({ kept }) => !kept);
  await Promise.all(loose.map(({ path }) => rm(path, { force: true })));
}
