import type { Readable } from 'node:stream';
import type { Failure } from './take/fact.js';
import type { OpenTake, Take } from './take/take.js';
import type { Budget } from './budget/budget.js';
import type { Prediction } from './prediction/prediction.js';

/** What every call to the outside takes. */
export interface CallOptions {
  readonly signal: AbortSignal;
}

/** One paid request. */
export interface CreateRequest {
  /** The provider's name of the model: `owner/name`. */
  readonly model: string;
  readonly inputs: Readonly<Record<string, string | number | boolean>>;
  /** Where the provider tells how it goes. */
  readonly webhook?: string;
  /** When the provider gives up by itself. */
  readonly cancelAfterSeconds: number;
}

/** What is known after a request to create a prediction. "Refused" is not "never reached", and neither is "unknown". */
export type Creation =
  | { readonly kind: 'created'; readonly predictionId: string }
  /** Certainly not created; may work later. `busy`: the provider asked to slow down. */
  | {
      readonly kind: 'not-created';
      readonly busy: boolean;
      readonly delayMs: number;
      readonly detail: string;
    }
  /** Certainly not created, and never will be. */
  | { readonly kind: 'refused'; readonly failure: Failure }
  /** It may have been created. */
  | { readonly kind: 'unknown'; readonly detail: string };

/** A call to the provider that did not succeed; anything but a creation. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
  constructor(
    readonly reason: 'busy' | 'unreachable' | 'unauthorised' | 'refused',
    message: string,
    options: ErrorOptions & { readonly delayMs?: number } = {},
  ) {
    super(message, options);
    this.delayMs = options.delayMs;
  }
  /** How long the provider asked to wait, in milliseconds. */
  readonly delayMs: number | undefined;
  /** Whether the same call may succeed later. */
  get retryable(): boolean {
    return this.reason !== 'refused';
  }
}

/** The service that renders. Every call but `create` may be repeated and throws {@link ProviderError}. */
export interface PredictionProvider {
  /** Sends exactly one request and never repeats it. Does not throw: what is known is the result. */
  create(request: CreateRequest, options: CallOptions): Promise<Creation>;
  /** The prediction as it stands, or undefined when the provider does not know it. */
  look(predictionId: string, options: CallOptions): Promise<Prediction | undefined>;
  /** Asks the provider to cancel; a prediction that has ended or is unknown is left as it is. */
  cancel(predictionId: string, options: CallOptions): Promise<void>;
  /** The account's predictions, newest first, down to those created before `earliest`. */
  list(earliest: Date, options: CallOptions): AsyncIterable<Prediction>;
  /** Lays a file down at the provider for a day and gives its address. Costs nothing. */
  upload(file: ProviderFile, options: CallOptions): Promise<string>;
  /** The secret that webhooks are signed with. */
  webhookSecret(options: CallOptions): Promise<string>;
}
/** Injection token of {@link PredictionProvider}. */
export const PREDICTION_PROVIDER = Symbol('PredictionProvider');

/** A file for the provider. */
export interface ProviderFile {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** Where takes are kept. Reads and changes wait out an outage of the store; they only throw when it is gone for good. */
export interface TakeStore {
  /** Writes a new take; false when its key is taken. */
  create(key: string, take: OpenTake): Promise<boolean>;
  read(key: string): Promise<Take | undefined>;
  /**
   * Changes an open take by compare-and-set: `change` is called again with what stands whenever somebody else was
   * faster, and also when it is unknown whether the write arrived; it must therefore be idempotent. Returning its
   * argument changes nothing.
   *
   * @returns the take as it stands afterwards, or undefined when there is none
   */
  change(key: string, change: (take: OpenTake) => Take): Promise<Take | undefined>;
  /** Lets one take, and never another, own a prediction. Returns the key of the take that owns it. */
  claim(predictionId: string, key: string): Promise<string>;
  /** Keys of the takes of a job. */
  keysOf(jobId: string): Promise<readonly string[]>;
  /** Every take as it stands, then every change, until the signal; survives outages of the store. */
  watch(options: CallOptions): AsyncIterable<KeptTake>;
}
/** Injection token of {@link TakeStore}. */
export const TAKE_STORE = Symbol('TakeStore');

/** A take and where it is kept. */
export interface KeptTake {
  readonly key: string;
  readonly take: Take;
}

/** Where budgets are kept. */
export interface BudgetStore {
  read(key: string): Promise<Budget>;
  /**
   * Changes a budget by compare-and-set, like {@link TakeStore.change}; `undefined` from `change` refuses.
   *
   * @returns the budget as it stands afterwards, or undefined when `change` refused
   */
  change(key: string, change: (budget: Budget) => Budget | undefined): Promise<Budget | undefined>;
}
/** Injection token of {@link BudgetStore}. */
export const BUDGET_STORE = Symbol('BudgetStore');

/** A file of the provider's that was not handed out. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
  constructor(
    /** `gone`: no longer there; `refused`: not at an allowed address; `unreachable`: no answer, or a failing one. */
    readonly reason: 'gone' | 'refused' | 'unreachable',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** A file that is on its way. */
export interface OutputFile {
  readonly stream: Readable;
  /** The length that was announced. */
  readonly bytes: number | undefined;
}

/** Where the provider's files come from. */
export interface OutputSource {
  /**
   * Begins to fetch a file, from allowed addresses only.
   *
   * @throws OutputError
   */
  open(address: string, options: CallOptions): Promise<OutputFile>;
}
/** Injection token of {@link OutputSource}. */
export const OUTPUT_SOURCE = Symbol('OutputSource');

/** Time and chance, so that tests can hold them. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** From 0 to 1. */
  chance(): number;
}
/** Injection token of {@link Clock}. */
export const CLOCK = Symbol('Clock');

/** What happened, for those who count it. */
export interface TakeMetrics {
  /** A take's end was told. */
  ended(end: TakeEnd): void;
  /** A running prediction was looked at. */
  looked(result: 'running' | 'ended' | 'failed'): void;
  /** What all takes of the day hold and may hold, in US dollars. */
  dayBudget(sum: { reserved: number; spent: number; limit: number | undefined }): void;
}
/** Injection token of {@link TakeMetrics}. */
export const TAKE_METRICS = Symbol('TakeMetrics');

/** How a take ended, without ids. */
export interface TakeEnd {
  readonly outcome: string;
  readonly model: string;
  readonly costUsd: number;
  /** From creation to end at the provider, where there was a clip. */
  readonly providerSeconds: number | undefined;
}

/** Injection token of the model cards, a `ModelCatalogue` of contracts. */
export const CATALOGUE = Symbol('ModelCatalogue');
