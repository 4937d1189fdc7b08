import { errors } from 'undici';
import { quotable } from '../prediction/failure-text.js';
import { type Creation, ProviderError } from '../ports.js';
import { problemBodySchema } from './replicate-schemas.js';

/** What the provider answered. */
export interface Answer {
  readonly status: number;
  /** `retry-after`, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  readonly body: unknown;
}

/** How long to wait when the provider is busy and does not say for how long, in milliseconds. */
const busyPauseMs = 5000;

/** How long to wait after a request that never reached the provider, in milliseconds. */
const unreachedPauseMs = 2000;

/** Errors after which it is certain that nothing of the request was sent: no connection was ever made. */
const unsentCodes = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

/** Errors that also end a connection that was made: only while connecting is it certain that nothing was sent. */
const unreachableCodes = new Set(['EHOSTUNREACH', 'ENETUNREACH']);

/** Node's codes for a certificate that was refused: the handshake comes before the request. */
const certificateCode = /^ERR_TLS_|CERT|SELF_SIGNED|^UNABLE_TO_/;

/** The line for operators when the provider does not let us in. */
export function unauthorisedText(status: number): string {
  return status === 402
    ? 'the account at Replicate has no credit: add some at replicate.com/account/billing'
    : 'Replicate refuses the token: set REPLICATE_API_TOKEN to a valid one';
}

/**
 * What an answer to a request to create a prediction means. 4xx: not created. Anything else that is not a prediction
 * may have been created.
 */
export function creationOfRefusal(answer: Answer): Creation {
  const { status } = answer;
  if (status === 401 || status === 402 || status === 403) {
    const failure = { code: 'provider-unauthorised', retakeMayHelp: false, cost: 'nothing' } as const;
    return { kind: 'refused', failure: { ...failure, detail: unauthorisedText(status) } };
  }
  if (status === 429) {
    return {
      kind: 'not-created',
      busy: true,
      delayMs: answer.retryAfterMs ?? busyPauseMs,
      detail: textOf(answer),
    };
  }
  if (status >= 400 && status < 500) {
    const failure = { code: 'provider-refused', retakeMayHelp: false, cost: 'nothing' } as const;
    return { kind: 'refused', failure: { ...failure, detail: textOf(answer) } };
  }
  return { kind: 'unknown', detail: textOf(answer) };
}

/** What a request to create a prediction that was not answered means. */
export function creationOfError(error: unknown): Creation {
  const detail = describe(error);
  return neverSent(error)
    ? { kind: 'not-created', busy: false, delayMs: unreachedPauseMs, detail }
    : { kind: 'unknown', detail };
}

/** The error of any other call that was answered with something else than success. */
export function errorOfAnswer(answer: Answer): ProviderError {
  const { status, retryAfterMs } = answer;
  if (status === 401 || status === 402 || status === 403) {
    return new ProviderError('unauthorised', unauthorisedText(status));
  }
  if (status === 429)
    return new ProviderError('busy', textOf(answer), { delayMs: retryAfterMs ?? busyPauseMs });
  if (status >= 500) {
    return new ProviderError(
      'unreachable',
      textOf(answer),
      retryAfterMs === undefined ? {} : { delayMs: retryAfterMs },
    );
  }
  return new ProviderError('refused', textOf(answer));
}

/** The error of any other call that was not answered, or not with what was expected. */
export function errorOfFailure(error: unknown): ProviderError {
  if (error instanceof ProviderError) return error;
  return new ProviderError('unreachable', `Replicate cannot be reached: ${describe(error)}`, {
    cause: error,
  });
}

/** Reads `retry-after`, seconds or a date, as milliseconds. */
export function retryAfterMsOf(header: string | string[] | undefined, now: Date): number | undefined {
  const text = Array.isArray(header) ? header[0] : header;
  if (text === undefined) return undefined;
  const ms = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now.getTime();
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), 10 * 60 * 1000);
}

function neverSent(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.every(neverSent);
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? error.code : undefined;
  if (typeof code !== 'string') return false;
  if (unreachableCodes.has(code)) return 'syscall' in error && error.syscall === 'connect';
  return unsentCodes.has(code) || certificateCode.test(code);
}

function describe(error: unknown): string {
  if (error instanceof errors.UndiciError) return `${error.code}: ${quotable(error.message)}`;
  if (error instanceof AggregateError && error.message === '') return error.errors.map(describe).join('; ');
  return error instanceof Error ? `${error.name}: ${quotable(error.message)}` : 'an unknown error';
}

function textOf({ status, body }: Answer): string {
  const problem = problemBodySchema.safeParse(body);
  const { title, detail } = problem.success ? problem.data : {};
  return quotable(
    [`Replicate answered ${status}`, title, detail].filter((part) => part !== undefined).join(': '),
    1500,
  );
}
