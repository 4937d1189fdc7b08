import { readFile } from 'node:fs/promises';
import { NotAnImageError, storeImage } from '../clips/image-file.js';
import type { ImageFile } from '../clips/media-spec.js';
import type { FileStore } from './files.js';
import { ModelError } from './models/model.js';

const downloadLimitMs = 20_000;

function fromDataUri(reference: string): Uint8Array | undefined {
  const parts = /^data:[^,]*?(;base64)?,(.*)$/s.exec(reference);
  if (!parts) return undefined;
  const payload = parts[2] ?? '';
  return parts[1] ? Buffer.from(payload, 'base64') : Buffer.from(decodeURIComponent(payload));
}

async function fromFiles(reference: string, api: string, files: FileStore): Promise<Uint8Array | undefined> {
  const prefix = `${api}/v1/files/`;
  if (!reference.startsWith(prefix)) return undefined;
  const id = reference.slice(prefix.length).split(/[/?]/)[0] ?? '';
  const file = files.find(id);
  if (!file) throw new ModelError(`Failed to download input file ${reference}: HTTP 404`);
  return readFile(file.path);
}

async function fromWeb(reference: string, signal: AbortSignal): Promise<Uint8Array> {
  try {
    const response = await fetch(reference, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(downloadLimitMs)]),
    });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return await response.bytes();
  } catch (cause) {
    signal.throwIfAborted();
    const reason = cause instanceof Error ? cause.message : 'unknown';
    throw new ModelError(`Failed to download input file: ${reason}`, { cause });
  }
}

/** Where images come from and where they are put. */
export interface ImageSource {
  /** The API's base URL, which ends before `/v1`. */
  readonly api: string;
  readonly files: FileStore;
  readonly folder: string;
}

/** Fetches the image behind a data URI, a URL of the files API or any URL. Throws {@link ModelError} when it cannot. */
export async function fetchImage(
  reference: string,
  source: ImageSource,
  signal: AbortSignal,
): Promise<ImageFile> {
  const bytes =
    fromDataUri(reference) ??
    (await fromFiles(reference, source.api, source.files)) ??
    (await fromWeb(reference, signal));
  try {
    return await storeImage(bytes, source.folder);
  } catch (error) {
    if (error instanceof NotAnImageError) throw new ModelError(error.message, { cause: error });
    throw error;
  }
}
