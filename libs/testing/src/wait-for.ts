import { setTimeout as pause } from 'node:timers/promises';

/** How long and how often {@link waitFor} asks, and what it says when it gives up. */
export interface WaitOptions {
  /** What is waited for, in words for the error message: "the consumer to be empty". */
  readonly what: string;
  /** Give up after this many milliseconds (default 10,000). */
  readonly timeoutMs?: number;
  /** Milliseconds between two questions (default 25). */
  readonly intervalMs?: number;
  /** Give up at once when this fires; its reason is thrown. */
  readonly signal?: AbortSignal;
}

/** What a condition may answer while it does not hold yet. */
type NotYet = false | null | undefined;

/**
 * Asks `condition` until it answers something other than false, null or undefined, and returns that answer.
 * A condition that throws counts as "not yet"; its last error becomes the cause of the time-out. It is asked once more
 * when time is up: what a slow answer or a stall of this process has hidden still counts.
 *
 * @throws Error after `timeoutMs`, naming `what`.
 */
export async function waitFor<T>(
  condition: () => T | NotYet | Promise<T | NotYet>,
  { what, timeoutMs = 10_000, intervalMs = 25, signal }: WaitOptions,
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  let lastError: unknown;
  for (;;) {
    signal?.throwIfAborted();
    const isLast = performance.now() >= deadline;
    try {
      const answer = await condition();
      if (answer !== false && answer !== null && answer !== undefined) return answer;
    } catch (error) {
      lastError = error;
    }
    if (isLast) throw new Error(`Waited ${timeoutMs} ms in vain for ${what}`, { cause: lastError });
    await pause(intervalMs);
  }
}
