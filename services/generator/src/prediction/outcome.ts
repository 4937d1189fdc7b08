import type { Fact, Failure } from '../take/fact.js';
import { isModeration, quotable } from './failure-text.js';
import type { Prediction } from './prediction.js';

/** Why Kinoline asked the provider to stop, if it did. */
export type StopReason = 'cancelled' | 'provider-timeout' | undefined;

/** What the meaning of a prediction depends on besides the prediction. */
export interface OutcomeContext {
  readonly stop: StopReason;
  /** What a failed prediction is counted as. */
  readonly failedCost: Failure['cost'];
  readonly now: Date;
}

/**
 * What the state of a prediction means for its take, or undefined while it runs.
 *
 * What is counted as spent when there is no clip: a failed prediction as the operator says (nothing by default:
 * Replicate bills these models by the second of video that comes out), an aborted one nothing, a canceled one its
 * whole price (Replicate's notes on deadlines: "only charged for predictions with a canceled status, not for aborted
 * ones"), one that succeeded without an output its whole price.
 */
export function outcomeOf(
  prediction: Prediction,
  { stop, failedCost, now }: OutcomeContext,
): Fact | undefined {
  switch (prediction.status) {
    case 'succeeded':
      return outcomeOfSuccess(prediction, now);
    case 'failed':
      return { kind: 'ended', failure: failureOf(prediction.error ?? 'failed without a reason', failedCost) };
    case 'canceled':
      return { kind: 'ended', failure: stoppedFailure(stop, 'canceled', 'price') };
    case 'aborted':
      return { kind: 'ended', failure: stoppedFailure(stop ?? 'provider-timeout', 'aborted', 'nothing') };
    case 'starting':
    case 'processing':
      return undefined;
  }
}

/** How long the provider needed, from creation to end, in seconds. */
export function providerSecondsOf({ createdAt, completedAt }: Prediction, now: Date): number {
  return Math.max(0, ((completedAt ?? now).getTime() - createdAt.getTime()) / 1000);
}

function outcomeOfSuccess(prediction: Prediction, now: Date): Fact {
  const output = soleAddress(prediction.output);
  if (output === undefined) return { kind: 'ended', failure: outputMissing(prediction, now) };
  const at = (prediction.completedAt ?? now).getTime();
  return { kind: 'succeeded', output, providerSeconds: providerSecondsOf(prediction, now), at };
}

/** After this time the provider deletes the output of a prediction (Replicate: one hour). */
export const outputLivesMs = 60 * 60 * 1000;

function outputMissing({ completedAt }: Prediction, now: Date): Failure {
  if (completedAt && now.getTime() - completedAt.getTime() > outputLivesMs) {
    const detail = 'the provider deleted the output an hour after the prediction ended';
    return { code: 'output-lost', detail, retakeMayHelp: true, cost: 'price' };
  }
  const detail = 'the prediction succeeded, but its output is not one address of a file';
  return { code: 'provider-failed', detail, retakeMayHelp: true, cost: 'price' };
}

/** Video models give one URI; some copies of their schemas wrap it in an array. */
function soleAddress(output: unknown): string | undefined {
  const only: unknown = Array.isArray(output) && output.length === 1 ? output[0] : output;
  return typeof only === 'string' && URL.canParse(only) ? only : undefined;
}

function failureOf(error: string, cost: Failure['cost']): Failure {
  const code = isModeration(error) ? 'moderated' : 'provider-failed';
  return { code, detail: quotable(error), retakeMayHelp: true, cost };
}

function stoppedFailure(stop: StopReason, word: string, cost: Failure['cost']): Failure {
  switch (stop) {
    case 'cancelled':
      return {
        code: 'cancelled',
        detail: `the job was cancelled; prediction ${word}`,
        retakeMayHelp: false,
        cost,
      };
    case 'provider-timeout':
      return {
        code: 'provider-timeout',
        detail: `not finished in time; prediction ${word}`,
        retakeMayHelp: true,
        cost,
      };
    case undefined:
      return {
        code: 'provider-failed',
        detail: `${word} at the provider by someone else`,
        retakeMayHelp: true,
        cost,
      };
  }
}
