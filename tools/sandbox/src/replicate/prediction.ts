import { randomBytes } from 'node:crypto';
import type { ModelInput } from './models/model.js';

/** Replicate's states of a prediction. */
export type PredictionStatus = 'starting' | 'processing' | 'succeeded' | 'failed' | 'canceled' | 'aborted';

export const webhookEvents = ['start', 'output', 'logs', 'completed'] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

/** A prediction as the sandbox keeps it. */
export interface Prediction {
  readonly id: string;
  readonly model: string;
  readonly version: string;
  /** As it was sent; with the schema's defaults in {@link settled}. */
  input: Readonly<Record<string, unknown>>;
  readonly settled: ModelInput;
  readonly createdAt: Date;
  readonly webhook: string | null;
  readonly webhookEvents: readonly WebhookEvent[];
  status: PredictionStatus;
  output: string | null;
  logs: string;
  error: string | null;
  startedAt: Date | null;
  completedAt: Date | null;
  dataRemoved: boolean;
  /** Stops the run; its reason is the state to end in. */
  readonly stop: AbortController;
}

/** What is needed to begin a prediction. */
export type NewPrediction = Pick<Prediction, 'model' | 'input' | 'settled' | 'webhook' | 'webhookEvents'>;

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** 26 letters and digits, like Replicate's own ids. */
export function predictionId(): string {
  return [...randomBytes(26)].map((byte) => letters[byte % letters.length]).join('');
}

/** A prediction in `starting`. */
export function newPrediction(facts: NewPrediction): Prediction {
  return {
    ...facts,
    id: predictionId(),
    version: 'hidden',
    createdAt: new Date(),
    status: 'starting',
    output: null,
    logs: '',
    error: null,
    startedAt: null,
    completedAt: null,
    dataRemoved: false,
    stop: new AbortController(),
  };
}

/** Whether nothing happens to the prediction any more, apart from expiry. */
export function hasEnded({ status }: Prediction): boolean {
  return status !== 'starting' && status !== 'processing';
}

/** Forgets input, output and logs, as Replicate does an hour after the end. */
export function removeData(prediction: Prediction): void {
  Object.assign(prediction, { input: {}, output: null, logs: '', dataRemoved: true });
}

function metrics({ startedAt, completedAt, createdAt }: Prediction): Record<string, number> {
  if (!completedAt) return {};
  const seconds = (from: Date): number => (completedAt.getTime() - from.getTime()) / 1_000;
  return { ...(startedAt ? { predict_time: seconds(startedAt) } : {}), total_time: seconds(createdAt) };
}

/** The prediction as Replicate's JSON; `api` is the base URL that ends before `/v1`. */
export function predictionBody(prediction: Prediction, api: string): Record<string, unknown> {
  const self = `${api}/v1/predictions/${prediction.id}`;
  const { id, model, version, input, output, logs, error, status } = prediction;
  return {
    ...{ id, model, version, input, logs, error, status },
    // Replicate leaves the output out until the end, and writes null where there is none.
    ...(hasEnded(prediction) ? { output } : {}),
    source: 'api',
    data_removed: prediction.dataRemoved,
    created_at: prediction.createdAt.toISOString(),
    started_at: prediction.startedAt?.toISOString() ?? null,
    completed_at: prediction.completedAt?.toISOString() ?? null,
    metrics: metrics(prediction),
    urls: { get: self, cancel: `${self}/cancel`, web: `https://replicate.com/p/${id}` },
    ...(prediction.webhook ? { webhook: prediction.webhook } : {}),
    ...(prediction.webhook ? { webhook_events_filter: prediction.webhookEvents } : {}),
  };
}
