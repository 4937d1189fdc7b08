import { isDeepStrictEqual } from 'node:util';
import type { Sent } from '../take/take.js';
import type { Prediction } from './prediction.js';

/**
 * The inputs by which a prediction is known again: all but the pictures. Those are long or secret (data URIs,
 * presigned addresses), and the provider may repeat them in another form.
 */
export function wordsOf<Value>(
  inputs: Readonly<Record<string, Value>>,
  pictures: readonly string[],
): Record<string, Value> {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !pictures.includes(name)));
}

/** Clocks of two machines may differ by this much, in milliseconds. */
const clockTolerance = 60_000;

/** How long the sender of a prediction has to claim it before it may be taken for another's, in milliseconds. */
const ownerFirstMs = 3000;

/**
 * Whether a prediction from the provider's list is the one that was sent: by the webhook address, which names the
 * attempt, where the list repeats it; else by model and inputs, created since the sending began. What is only alike
 * must be a few seconds old: by then a take that did get an answer has claimed its own.
 */
export function matches(prediction: Prediction, sent: Sent, sentAt: number, now: number): boolean {
  if (prediction.createdAt.getTime() < sentAt - clockTolerance) return false;
  if (prediction.webhook !== undefined) return prediction.webhook === sent.webhook;
  if (prediction.createdAt.getTime() > now - ownerFirstMs) return false;
  if ((prediction.model ?? sent.model) !== sent.model) return false;
  return isDeepStrictEqual(wordsOf(prediction.input, sent.pictures), sent.inputs);
}

/** Oldest creation time worth looking at for something that was sent at `sentAt`. */
export function earliestMatch(sentAt: number): Date {
  return new Date(sentAt - clockTolerance);
}
