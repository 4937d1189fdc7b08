import { scrub } from '@kinoline/observability';

/** A failure that another try may mend: the message comes back later. */
export class RetryableError extends Error {
  override readonly name: string = 'RetryableError';
  readonly retryable = true;
  /** Wait at least this many milliseconds before the next try; the retry curve decides when absent. */
  readonly delayMs: number | undefined;

  constructor(message: string, options: { cause?: unknown; delayMs?: number } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : {});
    this.delayMs = options.delayMs;
  }
}

/** A failure that no try can mend: the message goes to the dead letters at once. */
export class PermanentError extends Error {
  override readonly name: string = 'PermanentError';
  readonly retryable = false;
}

/** A message that arrived and is not what its subject promises; the text names fields, never their values. */
export class MessageUnreadableError extends PermanentError {
  override readonly name = 'MessageUnreadableError';
}

/**
 * The reason of an aborted {@link MessageContext.signal}: for longer than the acknowledgement wait the server could
 * not be told that the work goes on, so another worker may have the message by now.
 */
export class LeaseLostError extends RetryableError {
  override readonly name = 'LeaseLostError';
}

/** The reason of an aborted {@link MessageContext.signal}: the service shuts down and its time for finishing is over. */
export class ShuttingDownError extends RetryableError {
  override readonly name = 'ShuttingDownError';
}

/** What an error asks for. */
export interface Verdict {
  readonly retry: boolean;
  /** The error's own wish for the pause before the next try, in milliseconds. */
  readonly delayMs?: number;
}

/** Reads what any thrown value says about retrying; one that says nothing is worth another try. */
export function verdictOn(error: unknown): Verdict {
  if (typeof error !== 'object' || error === null) return { retry: true };
  const retry = !('retryable' in error && error.retryable === false);
  const delayMs = 'delayMs' in error ? error.delayMs : undefined;
  const usable = typeof delayMs === 'number' && Number.isFinite(delayMs) && delayMs >= 0;
  return retry && usable ? { retry, delayMs } : { retry };
}

/**
 * Name and text of any thrown value, for logs, traces and dead letters: without what looks like a secret, since an error
 * of somebody else's code may quote an address or a path that holds one.
 */
export function describeError(error: unknown): { name: string; text: string } {
  return error instanceof Error
    ? { name: error.name, text: scrub(error.message) }
    : { name: 'Error', text: scrub(String(error)) };
}
