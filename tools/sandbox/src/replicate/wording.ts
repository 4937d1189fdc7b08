import { problem, throttled } from './problem.js';
import type { ProblemBody } from './problem.js';

/** Replicate's body and headers for a status that a rule asks for. */
export function wording(
  status: number,
  retryAfterSeconds?: number,
): { body: ProblemBody; headers: Record<string, string> } {
  if (status !== 429) return { body: problem(status), headers: {} };
  const seconds = retryAfterSeconds ?? 1;
  return { body: throttled(seconds), headers: { 'retry-after': String(seconds) } };
}
