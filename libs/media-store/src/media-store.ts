import type { Readable } from 'node:stream';
import type { MediaRef } from '@kinoline/contracts';

/** What kind of file it is; the store keeps no other kinds. */
export type MediaContentType = MediaRef['contentType'];

/** Every call can be given up. */
export interface StoreCall {
  readonly signal?: AbortSignal;
}

/** How a file is put. */
export interface PutFileOptions extends StoreCall {
  readonly contentType: MediaContentType;
}

/** How a stream is put. */
export interface PutStreamOptions extends PutFileOptions {
  /** The length the source announced; another length is an {@link IntegrityError} and nothing is stored. */
  readonly bytes?: number;
  /** The most the source may deliver; more is a {@link TooLargeError} and nothing is stored. */
  readonly maxBytes?: number;
}

/** How a small object is read into memory. */
export interface GetOptions extends StoreCall {
  /** Refuse anything larger (default 16 MiB). */
  readonly maxBytes?: number;
}

/** How a URL is presigned. */
export interface PresignOptions {
  /** How long the URL works, 1 second to 7 days. */
  readonly seconds: number;
  /** The file name a browser saves it under; anything but ASCII letters, digits, `_`, `.` and `-` becomes `_`. */
  readonly downloadName?: string;
}

/** One line of a listing. */
export interface StoredObject {
  readonly key: string;
  readonly bytes: number;
  readonly lastModified: Date;
}

/**
 * The object store: media by key, checked on every read. Every method throws {@link StoreUnavailableError} when the
 * store cannot be reached or does not answer, {@link StoreRefusedError} when it refuses the credentials, and the
 * signal's reason when it is aborted.
 */
export interface MediaStore {
  /**
   * Stores a file under a key, replacing what was there.
   *
   * @throws IntegrityError when the file is empty or changes meanwhile; DiskFullError when the store has no room.
   */
  putFile(key: string, path: string, options: PutFileOptions): Promise<MediaRef>;
  /**
   * Stores what a stream delivers. It is spooled to a local file first: its length and hash must be known before
   * the upload begins. The stream is destroyed on failure.
   *
   * @throws IntegrityError, TooLargeError, DiskFullError, or the stream's own error.
   */
  putStream(key: string, source: Readable, options: PutStreamOptions): Promise<MediaRef>;
  /**
   * Reads an object into a file. The file appears only when size and hash are right; there is never half a file.
   *
   * @throws ObjectMissingError, IntegrityError, DiskFullError.
   */
  getToFile(ref: MediaRef, path: string, options?: StoreCall): Promise<void>;
  /** Reads a small object into memory. @throws ObjectMissingError, IntegrityError, TooLargeError. */
  get(ref: MediaRef, options?: GetOptions): Promise<Buffer>;
  /**
   * What is stored under a key, by the hash and length noted when it was put; the content is not read.
   *
   * @throws ObjectMissingError; IntegrityError when it was put by something else and has no noted hash.
   */
  stat(key: string, options?: StoreCall): Promise<MediaRef>;
  exists(key: string, options?: StoreCall): Promise<boolean>;
  /**
   * A URL that reads an object without credentials, made for use at once: it must not be stored or sent in a message.
   * Nothing is asked of the store, so the object need not exist.
   */
  presignGet(key: string, options: PresignOptions): Promise<string>;
  /** Removes an object; harmless when it is not there. */
  remove(key: string, options?: StoreCall): Promise<void>;
  /** Every object whose key begins with a prefix. */
  list(prefix: string, options?: StoreCall): AsyncIterable<StoredObject>;
  /** Resolves when the bucket can be reached with these credentials: for readiness. */
  ping(options?: StoreCall): Promise<void>;
}

/** Injection token of the {@link MediaStore}. */
export const MEDIA_STORE = Symbol('MEDIA_STORE');
