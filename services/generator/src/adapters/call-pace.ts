import { setTimeout as pause } from 'node:timers/promises';
import type { CallOptions, Clock } from '../ports.js';

/**
 * Spaces the calls of a replica evenly, and stops them all for a while when the provider asks for it: however many
 * takes wait, the replica stays below its share of the provider's limit.
 */
export class CallPace {
  private nextAt = 0;

  /** @param perMinute - most calls a minute */
  constructor(
    perMinute: number,
    private readonly clock: Clock,
  ) {
    this.gapMs = 60_000 / perMinute;
  }
  private readonly gapMs: number;

  /** Waits for this call's turn. */
  async turn({ signal }: CallOptions): Promise<void> {
    const now = this.clock.now();
    const at = Math.max(now, this.nextAt);
    this.nextAt = at + this.gapMs;
    if (at > now) await pause(at - now, undefined, { signal });
  }

  /** Lets no call through for some milliseconds. */
  rest(milliseconds: number): void {
    this.nextAt = Math.max(this.nextAt, this.clock.now() + milliseconds);
  }
}
