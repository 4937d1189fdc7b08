/** How the pauses between the tries of one message grow. */
export interface RetryCurve {
  /** Pause after the first failure, in milliseconds. */
  readonly firstMs: number;
  /** Each pause is this many times the one before; at least 1. */
  readonly factor: number;
  /** No pause is longer, in milliseconds. */
  readonly longestMs: number;
  /** Share of the pause, 0 … 1, that is random, so that what failed together does not come back together. */
  readonly jitter: number;
}

/** 1 s, 3 s, 9 s, 27 s, 81 s, then 4 minutes, each up to a quarter shorter. */
export const defaultRetryCurve: RetryCurve = {
  firstMs: 1_000,
  factor: 3,
  longestMs: 240_000,
  jitter: 0.25,
};

/**
 * The pause before the next try, in whole milliseconds: between `(1 - jitter)` of the curve's value and the value.
 *
 * @param failures how often the message has failed, from 1
 * @param random 0 (longest pause) … 1 (shortest)
 */
export function retryDelayMs(failures: number, curve: RetryCurve, random: number = Math.random()): number {
  const grown = curve.firstMs * curve.factor ** (Math.max(1, failures) - 1);
  const pause = Math.min(grown, curve.longestMs);
  return Math.max(1, Math.round(pause * (1 - curve.jitter * random)));
}
