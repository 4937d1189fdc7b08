import { type Metrics, scrub } from '@kinoline/observability';
import { Api, GrammyError, HttpError, type RawApi } from 'grammy';
import type { TelegramSettings } from '../../config.js';
import { type Failure, failureOf } from './failure.js';

/** A call of the Bot API came to nothing. The text is Telegram's description, or the connection's; never the token. */
export class BotApiError extends Error {
  override readonly name = 'BotApiError';

  constructor(
    message: string,
    readonly failure: Failure,
  ) {
    super(message);
  }
}

/** How long a call may take. */
export interface CallLimits {
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds (default 30,000). */
  readonly withinMs?: number;
}

const usuallyWithinMs = 30_000;
/** The time limit of each call is its own; this one is only there because grammY wants one. */
const longestSeconds = 3_600;

/** The Bot API over HTTP by grammY: one call is one request, measured, with its failure read. */
export class BotApi {
  private readonly raw: RawApi;

  constructor(
    readonly settings: Pick<TelegramSettings, 'token' | 'apiRoot'>,
    private readonly metrics: Pick<Metrics, 'telegramCalls' | 'telegramCallDuration'>,
  ) {
    const { token, apiRoot } = settings;
    this.raw = new Api(token, { apiRoot, timeoutSeconds: longestSeconds }).raw;
  }

  /**
   * Calls a method once.
   *
   * @throws BotApiError; the signal's reason when it was aborted and the call was not answered
   */
  async call<Method extends keyof RawApi, Result>(
    method: Method,
    run: (call: RawApi[Method], signal: never) => Promise<Result>,
    { signal, withinMs = usuallyWithinMs }: CallLimits = {},
  ): Promise<Result> {
    const limits = [AbortSignal.timeout(withinMs), ...(signal ? [signal] : [])];
    const begun = performance.now();
    try {
      // grammY declares the signal of a polyfill, which lacks methods it does not use.
      const result = await run(this.raw[method], AbortSignal.any(limits) as never);
      this.metrics.telegramCalls.add({ method, outcome: 'ok' });
      return result;
    } catch (error) {
      const failed = this.read(error, method);
      this.metrics.telegramCalls.add({ method, outcome: failed?.failure.kind ?? 'error' });
      throw failed ?? error;
    } finally {
      this.metrics.telegramCallDuration.observe({ method }, (performance.now() - begun) / 1_000);
    }
  }

  /** The errors of grammY are not passed on, not even as causes: they hold the URL with the token and people's texts. */
  private read(error: unknown, method: string): BotApiError | undefined {
    const failure = failureOf(error);
    if (failure === undefined) return undefined;
    const text =
      error instanceof GrammyError ? `${error.error_code} ${error.description}` : connectionText(error);
    return new BotApiError(this.scrubbed(`${method}: ${text}`), failure);
  }

  private scrubbed(text: string): string {
    return scrub(text.replaceAll(this.settings.token, '[secret]'));
  }
}

function connectionText(error: unknown): string {
  const inner = error instanceof HttpError ? error.error : error;
  return inner instanceof Error ? `${inner.name}: ${inner.message}` : String(inner);
}
