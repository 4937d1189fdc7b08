import { setTimeout as pause } from 'node:timers/promises';
import type { Effects } from '../behaviour.js';
import type { SandboxContext } from '../context.js';
import type { ImageSource } from './image-source.js';
import { hasEnded, newPrediction, predictionBody, removeData } from './prediction.js';
import type { NewPrediction, Prediction, WebhookEvent } from './prediction.js';
import { runModel } from './runner.js';
import type { Ending } from './runner.js';
import { sendWebhook } from './webhook.js';

/** Replicate stops any run after 30 minutes. */
const longestRunMs = 30 * 60_000;

/** Takes predictions in, runs them, tells their webhooks, forgets their data in time. */
export interface PredictionDesk {
  /** Begins a prediction that is already in the ledger; `deadlineMs` is the Cancel-After. */
  begin(prediction: Prediction, effects: Effects, deadlineMs: number | undefined): void;
  /** A prediction that waits for `begin`. */
  admit(facts: NewPrediction): Prediction;
  find(id: string): Prediction | undefined;
  /** Oldest first. */
  all(): readonly Prediction[];
  /** Resolves when the prediction has ended, or after `ms` milliseconds. */
  settled(prediction: Prediction, ms: number): Promise<void>;
  cancel(prediction: Prediction): Promise<void>;
  /** Stops and forgets everything, without webhooks. */
  clear(): void;
}

function logsOf(prediction: Prediction): string {
  return `Using model: ${prediction.model}\nGenerating...\n`;
}

/** A desk without predictions. */
export function openPredictionDesk(context: SandboxContext, source: () => ImageSource): PredictionDesk {
  let predictions: Prediction[] = [];
  let runs = new Map<string, Promise<void>>();
  let opened = new AbortController();

  const tell = async (prediction: Prediction, event: WebhookEvent, effects: Effects): Promise<void> => {
    const { webhook, webhookEvents } = prediction;
    if (!webhook || !webhookEvents.includes(event) || effects.webhook?.deliver === 'never') return;
    const { attempts, firstPauseMs } = context.settings.webhookRetry;
    const body = JSON.stringify(predictionBody(prediction, source().api));
    const signal = AbortSignal.any([context.closing, opened.signal]);
    const last = event === 'completed';
    const delivery = { url: webhook, secret: context.settings.webhookSecret, body, firstPauseMs, signal };
    const send = (): Promise<boolean> => sendWebhook({ ...delivery, attempts: last ? attempts : 1 });
    await send();
    if (last && effects.webhook?.deliver === 'twice') await send();
  };

  const forgetLater = (prediction: Prediction): void => {
    const forget = (): void => {
      if (prediction.output) context.deliveries.withdraw(new URL(prediction.output).pathname);
      removeData(prediction);
    };
    setTimeout(forget, context.settings.expiry.predictionMs).unref();
  };

  const end = (prediction: Prediction, { status, output, error }: Ending, effects: Effects): void => {
    if (output !== null) {
      prediction.output = output;
      void tell(prediction, 'output', effects);
    }
    Object.assign(prediction, { status, error, completedAt: new Date() });
    void tell(prediction, 'completed', effects);
    forgetLater(prediction);
  };

  const run = async (prediction: Prediction, effects: Effects): Promise<void> => {
    const { signal } = prediction.stop;
    await pause(context.settings.latency.startingMs, undefined, { signal, ref: false }).catch(
      () => undefined,
    );
    if (!signal.aborted) {
      Object.assign(prediction, { status: 'processing', startedAt: new Date(), logs: logsOf(prediction) });
      void tell(prediction, 'start', effects);
      void tell(prediction, 'logs', effects);
    }
    const ending = await runModel(prediction, effects, context, source());
    if (signal.reason !== 'closing') end(prediction, ending, effects);
  };

  const stopAt = (prediction: Prediction, ms: number): void => {
    const timer = setTimeout(() => {
      if (!hasEnded(prediction)) prediction.stop.abort(prediction.startedAt ? 'canceled' : 'aborted');
    }, ms);
    timer.unref();
  };

  return {
    admit(facts) {
      const prediction = newPrediction(facts);
      predictions.push(prediction);
      return prediction;
    },
    begin(prediction, effects, deadlineMs) {
      stopAt(prediction, Math.min(deadlineMs ?? longestRunMs, longestRunMs));
      runs.set(prediction.id, run(prediction, effects));
    },
    find: (id) => predictions.find((prediction) => prediction.id === id),
    all: () => predictions,
    async settled(prediction, ms) {
      await Promise.race([runs.get(prediction.id), pause(ms, undefined, { ref: false })]);
    },
    async cancel(prediction) {
      if (hasEnded(prediction)) return;
      prediction.stop.abort('canceled');
      await runs.get(prediction.id);
    },
    clear() {
      opened.abort();
      for (const { stop } of predictions) stop.abort('closing');
      opened = new AbortController();
      predictions = [];
      runs = new Map();
    },
  };
}
