import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { predictionId } from './prediction.js';

/** An uploaded file. */
export interface UploadedFile {
  readonly id: string;
  readonly path: string;
  readonly name: string;
  readonly contentType: string;
  readonly size: number;
  readonly sha256: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** What somebody uploads. */
export type Upload = Pick<UploadedFile, 'name' | 'contentType' | 'metadata'> & { readonly bytes: Uint8Array };

/** The files API's store. */
export interface FileStore {
  add(upload: Upload): Promise<UploadedFile>;
  find(id: string): UploadedFile | undefined;
  list(): UploadedFile[];
  /** False when there is no such file. */
  remove(id: string): Promise<boolean>;
  clear(): void;
}

/** A store in `folder` whose files are gone after `lifeMs` milliseconds. */
export function openFileStore(folder: string, lifeMs: number): FileStore {
  const files = new Map<string, UploadedFile>();
  const alive = (file: UploadedFile | undefined): file is UploadedFile =>
    file !== undefined && file.expiresAt.getTime() > Date.now();
  return {
    async add({ bytes, ...facts }) {
      const id = predictionId();
      const path = join(folder, id);
      await mkdir(folder, { recursive: true });
      await writeFile(path, bytes);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const createdAt = new Date();
      const expiresAt = new Date(createdAt.getTime() + lifeMs);
      const file = { ...facts, id, path, size: bytes.length, sha256, createdAt, expiresAt };
      files.set(id, file);
      return file;
    },
    find(id) {
      const file = files.get(id);
      return alive(file) ? file : undefined;
    },
    list: () => [...files.values()].filter(alive).toReversed(),
    async remove(id) {
      const file = files.get(id);
      if (!alive(file)) return false;
      files.delete(id);
      await rm(file.path, { force: true });
      return true;
    },
    clear: () => files.clear(),
  };
}

/** The file as Replicate's JSON; `api` is the base URL that ends before `/v1`. */
export function fileBody(file: UploadedFile, api: string): Record<string, unknown> {
  return {
    id: file.id,
    name: file.name,
    content_type: file.contentType,
    size: file.size,
    etag: file.sha256.slice(0, 32),
    checksums: { sha256: file.sha256 },
    metadata: file.metadata,
    created_at: file.createdAt.toISOString(),
    expires_at: file.expiresAt.toISOString(),
    urls: { get: `${api}/v1/files/${file.id}` },
  };
}
