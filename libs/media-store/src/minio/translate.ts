import { S3Error } from 'minio';
import {
  DiskFullError,
  IntegrityError,
  MediaStoreError,
  ObjectMissingError,
  StoreRefusedError,
  StoreUnavailableError,
} from '../errors.js';

/** Where an error came up, for its message. */
export interface Place {
  readonly bucket: string;
  readonly key?: string;
  readonly signal?: AbortSignal | undefined;
}

const refusals = new Set([
  'AccessDenied',
  'AccountProblem',
  'AuthorizationHeaderMalformed',
  'ExpiredToken',
  'InvalidAccessKeyId',
  'InvalidToken',
  'RequestTimeTooSkewed',
  'SignatureDoesNotMatch',
]);
const missing = new Set(['NoSuchKey', 'NotFound', 'NoSuchVersion']);
const wrongContent = new Set(['BadDigest', 'IncompleteBody', 'InvalidDigest', 'XAmzContentSHA256Mismatch']);
const noRoom = new Set([
  'XMinioStorageFull',
  'XMinioDiskFull',
  'QuotaExceeded',
  'XMinioAdminBucketQuotaExceeded',
]);

interface ErrorLike {
  readonly message: string;
  readonly code?: unknown;
}

/** By its shape: Node's own errors are of another realm than ours when a test runner isolates modules. */
function isErrorLike(error: unknown): error is ErrorLike {
  return (
    typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string'
  );
}

const codeOf = ({ code }: ErrorLike): string => (typeof code === 'string' ? code : '');

/** Errors the server itself sent. Its refusals come without their cause: the request they quote is nobody's business. */
function fromServer(error: S3Error, code: string, { bucket, key }: Place): MediaStoreError {
  if (refusals.has(code)) {
    return new StoreRefusedError(
      `the object store refuses the request (${code}): check access key, secret and clock`,
    );
  }
  if (code === 'NoSuchBucket' || (missing.has(code) && key === undefined)) {
    return new StoreUnavailableError(`the bucket ${bucket} does not exist: provision it first`, {
      cause: error,
    });
  }
  if (missing.has(code) && key !== undefined) return new ObjectMissingError(key);
  if (wrongContent.has(code))
    return new IntegrityError(`the content changed on its way to the store (${code})`);
  if (noRoom.has(code)) return new DiskFullError('the object store has no room left', { cause: error });
  return new StoreUnavailableError(`the object store failed (${code || error.message})`, { cause: error });
}

/**
 * Says in our words what went wrong. An aborted signal's reason goes through as it is; an error with no known cause
 * counts as the store being unavailable.
 */
export function translate(error: unknown, place: Place): unknown {
  if (place.signal?.aborted === true) return place.signal.reason;
  if (error instanceof MediaStoreError || !isErrorLike(error)) return error;
  const code = codeOf(error);
  if (error instanceof S3Error) return fromServer(error, code, place);
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new DiskFullError('no room left on the local disk', { cause: error });
  }
  // ENOENT, EACCES and their like are about a local file: the caller's business, as they are.
  if (/^E[A-Z]+$/.test(code) && 'path' in error) return error;
  return new StoreUnavailableError(`the object store cannot be reached (${code || error.message})`, {
    cause: error,
  });
}

/** Runs one operation and translates what it throws. */
export async function translated<T>(place: Place, operation: () => Promise<T>): Promise<T> {
  place.signal?.throwIfAborted();
  try {
    return await operation();
  } catch (error) {
    throw translate(error, place);
  }
}
