import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { SandboxSettings } from '../options.js';
import { ProblemError, throttled } from './problem.js';

/** Counts calls; throws a 429 {@link ProblemError} over the limit. */
export type CallCounter = (token: string, creates: boolean) => Promise<void>;

async function consume(limiter: RateLimiterMemory | undefined, token: string): Promise<void> {
  try {
    await limiter?.consume(token);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const seconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000));
    throw new ProblemError(throttled(seconds), { 'retry-after': String(seconds) });
  }
}

function limiter(points: number): RateLimiterMemory | undefined {
  return points > 0 ? new RateLimiterMemory({ points, duration: 60 }) : undefined;
}

/** Replicate's two limits a token: creations and other calls a minute. */
export function openCallCounter({
  createsPerMinute,
  callsPerMinute,
}: SandboxSettings['limits']): CallCounter {
  const creations = limiter(createsPerMinute);
  const others = limiter(callsPerMinute);
  return (token, creates) => consume(creates ? creations : others, token);
}
