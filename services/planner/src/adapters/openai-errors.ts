import {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
  AuthenticationError,
  InternalServerError,
  PermissionDeniedError,
  RateLimitError,
} from 'openai';
import { LanguageModelError, type LanguageModelFailure } from '../language-model.js';

/** Words of ours, where the service's own could repeat a part of the key. */
const unauthorised = 'the service refuses OPENAI_API_KEY: check the key and what it may use';

/**
 * Says in our words what the client threw. The client's error is not kept as a cause: it carries headers and the
 * request.
 *
 * @param apiKey - taken out of the text wherever it stands
 */
export function translateOpenAiError(error: unknown, apiKey: string): LanguageModelError {
  const failure = failureOf(error);
  const text = failure === 'unauthorised' ? unauthorised : describe(error);
  return new LanguageModelError(failure, text.replaceAll(apiKey, '…').slice(0, 300), {
    retryAfterMs: retryAfterMs(error),
  });
}

function failureOf(error: unknown): LanguageModelFailure {
  if (error instanceof AuthenticationError || error instanceof PermissionDeniedError) return 'unauthorised';
  if (error instanceof RateLimitError) return 'unavailable';
  if (error instanceof InternalServerError || error instanceof APIConnectionError) return 'unavailable';
  if (!(error instanceof APIError) || error.status === undefined) return 'unreadable';
  return error.status === 408 || error.status === 409 ? 'unavailable' : 'bad-request';
}

function describe(error: unknown): string {
  if (error instanceof APIConnectionTimeoutError) return 'no answer in time';
  if (error instanceof APIConnectionError) return `no connection: ${rootCause(error)}`;
  return error instanceof Error ? error.message : String(error);
}

/** The client says only "Connection error."; the cause names host and reason. */
function rootCause(error: Error): string {
  let cause: Error = error;
  while (cause.cause instanceof Error) cause = cause.cause;
  return cause.message;
}

function retryAfterMs(error: unknown): number | undefined {
  const headers: unknown = error instanceof APIError ? error.headers : undefined;
  const seconds = headers instanceof Headers ? Number(headers.get('retry-after') ?? Number.NaN) : Number.NaN;
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}
