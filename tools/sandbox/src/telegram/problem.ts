/** Telegram's error body. */
export interface TelegramErrorBody {
  readonly ok: false;
  readonly error_code: number;
  readonly description: string;
  readonly parameters?: { readonly retry_after: number };
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  413: 'Request Entity Too Large',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
};

/** A Bot API call is refused; the message is the description without its title. */
export class TelegramError extends Error {
  override readonly name = 'TelegramError';
  constructor(
    readonly status: number,
    reason?: string,
    readonly retryAfter?: number,
  ) {
    super(reason === undefined ? (titles[status] ?? 'Error') : `${titles[status] ?? 'Error'}: ${reason}`);
  }

  /** Headers that come with it. */
  get headers(): Record<string, string> {
    return this.retryAfter === undefined ? {} : { 'retry-after': String(this.retryAfter) };
  }

  get body(): TelegramErrorBody {
    const parameters = this.retryAfter === undefined ? {} : { parameters: { retry_after: this.retryAfter } };
    return { ok: false, error_code: this.status, description: this.message, ...parameters };
  }
}

/** 400 with a reason. */
export function badRequest(reason: string): TelegramError {
  return new TelegramError(400, reason);
}

/** 429 with the seconds to wait. */
export function tooMany(seconds: number): TelegramError {
  return new TelegramError(429, `retry after ${seconds}`, seconds);
}

/** The error a rule asks for, in Telegram's words. */
export function problemOf(status: number, retryAfterSeconds?: number): TelegramError {
  return status === 429 ? tooMany(retryAfterSeconds ?? 1) : new TelegramError(status);
}
