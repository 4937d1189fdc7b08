import type { Readable } from 'node:stream';
import { type MediaRef, mediaRefSchema } from '@kinoline/contracts';
import { type Digest, digestFile } from '../digest.js';
import { IntegrityError, ObjectMissingError, StoreUnavailableError, TooLargeError } from '../errors.js';
import type {
  GetOptions,
  MediaStore,
  PresignOptions,
  PutFileOptions,
  PutStreamOptions,
  StoreCall,
  StoredObject,
} from '../media-store.js';
import type { MediaStoreSettings } from '../settings.js';
import { withSpooled } from '../spool.js';
import { type Connection, connectTo } from './connection.js';
import { downloadToFile, downloadToMemory } from './download.js';
import { translate, translated } from './translate.js';
import { hashMetadata, upload } from './upload.js';

const defaultMemoryCap = 16 * 1024 * 1024;

class MinioMediaStore implements MediaStore {
  readonly #settings: MediaStoreSettings;
  readonly #inside: Connection;
  readonly #outside: Connection;

  constructor(settings: MediaStoreSettings) {
    this.#settings = settings;
    this.#inside = connectTo(settings.endpoint, settings);
    this.#outside = connectTo(settings.publicEndpoint ?? settings.endpoint, settings);
  }

  putFile(key: string, path: string, options: PutFileOptions): Promise<MediaRef> {
    return this.#run(key, options, async () =>
      this.#upload(key, path, await digestFile(path, options.signal), options),
    );
  }

  async putStream(key: string, source: Readable, options: PutStreamOptions): Promise<MediaRef> {
    let sourceError: unknown;
    source.once('error', (error) => (sourceError = error));
    try {
      return await this.#run(key, options, () =>
        withSpooled(
          source,
          options,
          (spooled) => this.#upload(key, spooled.path, spooled, options),
          this.#settings.spoolFolder,
        ),
      );
    } catch (error) {
      source.destroy();
      throw sourceError ?? error;
    }
  }

  getToFile(ref: MediaRef, path: string, { signal }: StoreCall = {}): Promise<void> {
    return this.#run(ref.key, { signal }, () => downloadToFile(this.#inside, ref, path, signal));
  }

  get(ref: MediaRef, { signal, maxBytes = defaultMemoryCap }: GetOptions = {}): Promise<Buffer> {
    return this.#run(ref.key, { signal }, () => {
      if (ref.bytes > maxBytes)
        throw new TooLargeError(`${ref.key} has ${ref.bytes} bytes; ${maxBytes} are allowed`);
      return downloadToMemory(this.#inside, ref, signal);
    });
  }

  stat(key: string, { signal }: StoreCall = {}): Promise<MediaRef> {
    return this.#run(key, { signal }, async () => {
      const { size, metaData } = await this.#inside.client(signal).statObject(this.#inside.bucket, key);
      const noted: Record<string, unknown> = metaData;
      const found = { key, bytes: size, sha256: noted[hashMetadata], contentType: noted['content-type'] };
      const ref = mediaRefSchema.safeParse(found);
      if (!ref.success)
        throw new IntegrityError(`${key} carries no hash and kind: this store did not put it`);
      return ref.data;
    });
  }

  async exists(key: string, options: StoreCall = {}): Promise<boolean> {
    try {
      await this.stat(key, options);
      return true;
    } catch (error) {
      if (error instanceof ObjectMissingError) return false;
      if (error instanceof IntegrityError) return true;
      throw error;
    }
  }

  presignGet(key: string, { seconds, downloadName }: PresignOptions): Promise<string> {
    const name = downloadName?.replaceAll(/[^\w.-]/g, '_');
    const headers =
      name === undefined ? {} : { 'response-content-disposition': `attachment; filename="${name}"` };
    return this.#run(key, {}, () =>
      this.#outside.client().presignedGetObject(this.#outside.bucket, key, seconds, headers),
    );
  }

  remove(key: string, { signal }: StoreCall = {}): Promise<void> {
    return this.#run(key, { signal }, () =>
      this.#inside.client(signal).removeObject(this.#inside.bucket, key),
    );
  }

  async *list(prefix: string, { signal }: StoreCall = {}): AsyncGenerator<StoredObject> {
    signal?.throwIfAborted();
    try {
      // The first version of listing: s3rver 5.0.0 cannot continue the second one after 1,000 keys (it uses DES).
      const items: AsyncIterable<{ name?: string; size: number; lastModified?: Date }> = this.#inside
        .client(signal)
        .listObjects(this.#inside.bucket, prefix, true);
      for await (const { name, size, lastModified } of items) {
        if (name !== undefined && lastModified !== undefined) yield { key: name, bytes: size, lastModified };
      }
    } catch (error) {
      throw translate(error, { bucket: this.#inside.bucket, signal });
    }
  }

  ping({ signal }: StoreCall = {}): Promise<void> {
    const { bucket } = this.#inside;
    return translated({ bucket, signal }, async () => {
      if (await this.#inside.client(signal).bucketExists(bucket)) return;
      throw new StoreUnavailableError(`the bucket ${bucket} does not exist: provision it first`);
    });
  }

  #upload(key: string, path: string, digest: Digest, options: PutFileOptions): Promise<MediaRef> {
    const { contentType, signal } = options;
    return upload(this.#inside, { key, path, contentType, ...digest }, signal);
  }

  #run<T>(
    key: string,
    { signal }: { signal?: AbortSignal | undefined },
    operation: () => Promise<T>,
  ): Promise<T> {
    return translated({ bucket: this.#inside.bucket, key, signal }, operation);
  }
}

/**
 * Makes the {@link MediaStore} on any S3 server; nothing is sent before the first call.
 *
 * @throws Error when an endpoint is no URL.
 */
export function createMinioMediaStore(settings: MediaStoreSettings): MediaStore {
  return new MinioMediaStore(settings);
}
