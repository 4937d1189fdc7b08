import { setTimeout as pause } from 'node:timers/promises';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Waits past midnight UTC when less than `leastMs` milliseconds (default 60,000) of the day are left: what is counted by
 * the day would be spread over two days in the middle of a test.
 */
export async function awayFromMidnight({ leastMs = 60_000 }: { leastMs?: number } = {}): Promise<void> {
  const leftMs = dayMs - (Date.now() % dayMs);
  // Timers may fire a little early.
  if (leftMs < leastMs) await pause(leftMs + 100);
}
