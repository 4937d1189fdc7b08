import { DelegateBackoff, handleWhen, type IRetryBackoffContext, retry } from 'cockatiel';
import {
  addTokens,
  type Answer,
  type LanguageModel,
  LanguageModelError,
  type Question,
  type TokenUsage,
} from '../language-model.js';

/** How long a service that is not there is waited for. */
export interface Patience {
  /** Calls after the first one that found the service unavailable. */
  readonly retries: number;
  /** Pause before the first retry, in milliseconds; doubled with each. */
  readonly pauseMs: number;
  /** The longest pause, also when the service asks for a longer one. */
  readonly maxPauseMs: number;
  /** No retry begins later than this after the first call: a service that hangs is not waited for three times. */
  readonly withinMs: number;
}

/** Three calls, pauses of a second or so between them; one call when it already took most of a minute. */
export const defaultPatience: Patience = { retries: 2, pauseMs: 500, maxPauseMs: 8000, withinMs: 45_000 };

/**
 * A language model that is asked again where that may help: after a pause when the service is unavailable, with more
 * room when the answer was cut off, and once more when it was not readable. Tokens of all calls are summed up.
 */
export class PatientLanguageModel implements LanguageModel {
  constructor(
    private readonly model: LanguageModel,
    private readonly patience: Patience = defaultPatience,
  ) {}

  get name(): string {
    return this.model.name;
  }

  async ask(question: Question, signal: AbortSignal): Promise<Answer> {
    try {
      return await this.whenAvailable(question, signal);
    } catch (error) {
      const again = error instanceof LanguageModelError ? secondTry(question, error) : undefined;
      if (!again || !(error instanceof LanguageModelError)) throw error;
      return await this.askAgain(again, error.usage, signal);
    }
  }

  private async askAgain(question: Question, paid: TokenUsage, signal: AbortSignal): Promise<Answer> {
    try {
      const { json, usage } = await this.whenAvailable(question, signal);
      return { json, usage: addTokens(paid, usage) };
    } catch (error) {
      if (!(error instanceof LanguageModelError)) throw error;
      const usage = addTokens(paid, error.usage);
      throw new LanguageModelError(error.failure, error.message, { usage, cause: error });
    }
  }

  private async whenAvailable(question: Question, signal: AbortSignal): Promise<Answer> {
    const latest = performance.now() + this.patience.withinMs;
    const worthIt = (error: unknown): boolean => isUnavailable(error) && performance.now() < latest;
    const policy = retry(handleWhen(worthIt), {
      maxAttempts: this.patience.retries,
      backoff: new DelegateBackoff((context: IRetryBackoffContext<unknown>) => this.pauseBefore(context)),
    });
    return policy.execute(() => {
      signal.throwIfAborted();
      return this.model.ask(question, signal);
    }, signal);
  }

  private pauseBefore({ attempt, result }: IRetryBackoffContext<unknown>): number {
    const error = 'error' in result ? result.error : undefined;
    const asked = error instanceof LanguageModelError ? error.retryAfterMs : undefined;
    const own = this.patience.pauseMs * 2 ** (attempt - 1) * (0.75 + Math.random() / 2);
    return Math.min(this.patience.maxPauseMs, Math.max(own, asked ?? 0));
  }
}

function isUnavailable(error: unknown): boolean {
  return error instanceof LanguageModelError && error.failure === 'unavailable';
}

function secondTry(question: Question, { failure }: LanguageModelError): Question | undefined {
  if (failure === 'unreadable') return question;
  if (failure !== 'too-long') return undefined;
  return {
    ...question,
    instructions: `${question.instructions}\nBe brief: use half as many words as you would.`,
    maxOutputTokens: question.maxOutputTokens * 2,
  };
}
