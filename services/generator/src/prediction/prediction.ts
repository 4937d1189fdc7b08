/** How a prediction stands, in the provider's words. */
export type PredictionStatus = 'starting' | 'processing' | 'succeeded' | 'failed' | 'canceled' | 'aborted';

/** One paid run of a model, as the provider tells it. */
export interface Prediction {
  readonly id: string;
  /** The provider's name of the model; missing where the provider does not repeat it. */
  readonly model: string | undefined;
  readonly status: PredictionStatus;
  readonly input: Readonly<Record<string, unknown>>;
  readonly output: unknown;
  readonly error: string | undefined;
  readonly webhook: string | undefined;
  readonly createdAt: Date;
  readonly startedAt: Date | undefined;
  readonly completedAt: Date | undefined;
}

/** Whether it can still change. */
export function isRunning({ status }: Prediction): boolean {
  return status === 'starting' || status === 'processing';
}
