import { setTimeout as pause } from 'node:timers/promises';
import type { LoggerService } from '@nestjs/common';
import { mayHelp } from '../talk/may-help.js';

/** How a call is tried again. */
export interface Patience {
  /** "setting the webhook": for the log. */
  readonly what: string;
  readonly signal: AbortSignal;
  readonly logger: Pick<LoggerService, 'warn'>;
}

const firstPauseMs = 1_000;
const longestPauseMs = 30_000;
/** Every so many failures one more line is written. */
const linesApart = 10;

/**
 * Calls until it works, with growing pauses or those that Telegram asks for.
 *
 * @throws what says that no try helps (`retryable: false`), and the reason of the signal
 */
export async function patiently<Result>(
  { what, signal, logger }: Patience,
  call: () => Promise<Result>,
): Promise<Result> {
  for (let failures = 1; ; failures++) {
    try {
      return await call();
    } catch (error) {
      signal.throwIfAborted();
      if (!mayHelp(error)) throw error;
      if (failures % linesApart === 1) logger.warn(`${what} does not work yet: ${String(error)}; trying on`);
      await pause(pauseAfter(error, failures), undefined, { signal });
    }
  }
}

/** Milliseconds to wait before the next try. */
export function pauseAfter(error: unknown, failures: number): number {
  if (typeof error === 'object' && error !== null && 'delayMs' in error) return Number(error.delayMs);
  return Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(failures - 1, 10));
}
