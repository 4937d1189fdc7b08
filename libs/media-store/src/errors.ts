/** A failure of the store; `retryable` tells the transport whether another try can help. */
export abstract class MediaStoreError extends Error {
  abstract readonly retryable: boolean;
}

/** The store cannot be reached, does not answer, or says that it cannot serve right now. */
export class StoreUnavailableError extends MediaStoreError {
  override readonly name = 'StoreUnavailableError';
  readonly retryable = true;
}

/** There is nothing under the key. */
export class ObjectMissingError extends MediaStoreError {
  override readonly name = 'ObjectMissingError';
  readonly retryable = false;
  readonly key: string;

  constructor(key: string) {
    super(`nothing is stored under ${key}`);
    this.key = key;
  }
}

/** The store refuses the credentials or the request; the message holds no secret. */
export class StoreRefusedError extends MediaStoreError {
  override readonly name = 'StoreRefusedError';
  readonly retryable = false;
}

/** The bytes are not those that were promised: another length, another hash, or none at all. */
export class IntegrityError extends MediaStoreError {
  override readonly name = 'IntegrityError';
  readonly retryable: boolean;

  /** @param retryable true when reading the source once more may give the right bytes (a broken download). */
  constructor(message: string, { retryable = false }: { retryable?: boolean } = {}) {
    super(message);
    this.retryable = retryable;
  }
}

/** There are more bytes than allowed. */
export class TooLargeError extends MediaStoreError {
  override readonly name = 'TooLargeError';
  readonly retryable = false;
}

/** No room is left, here or in the store; it may be freed. */
export class DiskFullError extends MediaStoreError {
  override readonly name = 'DiskFullError';
  readonly retryable = true;
}
