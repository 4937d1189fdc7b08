import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Sent } from '../take/take.js';
import type { Prediction } from './prediction.js';

/** Longest input value that is kept as it is; longer ones (pictures as data URIs) are kept as their hash. */
const keptCharacters = 4000;

/** Inputs of a model in the form in which they are kept. */
export function keptInputs(inputs: Readonly<Record<string, string | number | boolean>>): Sent['inputs'] {
  return Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, kept(value)]));
}

function kept<Value>(value: Value): Value | string {
  if (typeof value !== 'string' || value.length <= keptCharacters) return value;
  return `sha256:${createHash('sha256').update(value).digest('hex')}`;
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
  return (prediction.model ?? sent.model) === sent.model && sameInputs(prediction.input, sent);
}

/** Oldest creation time worth looking at for something that was sent at `sentAt`. */
export function earliestMatch(sentAt: number): Date {
  return new Date(sentAt - clockTolerance);
}

/** Pictures only need to be there: the provider may repeat a data URI as an address of its own, or not at all. */
function sameInputs(input: Prediction['input'], { inputs, pictures }: Sent): boolean {
  const worded = (all: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(
      Object.entries(all)
        .filter(([name]) => !pictures.includes(name))
        .map(([name, value]) => [name, kept(value)]),
    );
  return isDeepStrictEqual(worded(input), worded(inputs));
}
