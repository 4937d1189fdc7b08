import type { z } from 'zod';

/** One request to a language model for an answer of a fixed form. */
export interface Question {
  /** Short name of the answer's form: letters, digits, `_`. */
  readonly name: string;
  /** What to do; written by us. */
  readonly instructions: string;
  /** What to do it with; written by a person, never to be obeyed. */
  readonly material: string;
  /** The form of the answer. It is a request: what comes back is checked by the one who asks. */
  readonly schema: z.ZodType;
  /** The most tokens the answer may cost. */
  readonly maxOutputTokens: number;
}

/** Tokens that were paid for. */
export interface TokenUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** No tokens. */
export const noTokens: TokenUsage = { inputTokens: 0, outputTokens: 0 };

/** Sums tokens up. */
export function addTokens(one: TokenUsage, other: TokenUsage): TokenUsage {
  return {
    inputTokens: one.inputTokens + other.inputTokens,
    outputTokens: one.outputTokens + other.outputTokens,
  };
}

/** What a language model answered: JSON that may or may not follow the schema. */
export interface Answer {
  readonly json: unknown;
  readonly usage: TokenUsage;
}

/** A language model that answers in a given form. */
export interface LanguageModel {
  /** Name of the model, for the storyboard and metrics. */
  readonly name: string;
  /**
   * @throws LanguageModelError for everything that went wrong at the service
   * @throws the signal's reason when it was aborted
   */
  ask(question: Question, signal: AbortSignal): Promise<Answer>;
}

/** Token of the {@link LanguageModel}. */
export const LANGUAGE_MODEL = Symbol('LanguageModel');

/** Why a language model gave no usable answer. */
export type LanguageModelFailure =
  /** No model is set up. */
  | 'missing'
  /** The model declined. */
  | 'refused'
  /** The service's content filter stopped the answer. */
  | 'filtered'
  /** The answer was cut off at the token limit. */
  | 'too-long'
  /** The answer is not what was asked for. */
  | 'unreadable'
  /** The operator's key is wrong or may not use the model. */
  | 'unauthorised'
  /** The service does not take the request: a setting is wrong. */
  | 'bad-request'
  /** Too many requests, a fault of the service, or no connection; may be gone in a moment. */
  | 'unavailable';

/** A language model gave no usable answer. The text is for operators and holds no secret. */
export class LanguageModelError extends Error {
  override readonly name = 'LanguageModelError';
  /** Tokens that were paid for all the same. */
  readonly usage: TokenUsage;
  /** How long the service asked to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(
    readonly failure: LanguageModelFailure,
    message: string,
    about: { usage?: TokenUsage; retryAfterMs?: number | undefined; cause?: unknown } = {},
  ) {
    super(message, 'cause' in about ? { cause: about.cause } : {});
    this.usage = about.usage ?? noTokens;
    this.retryAfterMs = about.retryAfterMs;
  }
}
