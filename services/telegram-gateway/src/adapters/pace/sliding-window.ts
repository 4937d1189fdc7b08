/** How many calls may reach a server in any period of so many milliseconds. */
export interface Limit {
  readonly calls: number;
  readonly ms: number;
}

/** A call that has begun; it has no end while it runs. */
interface Begun {
  endedAt: number;
}

/**
 * Calls that count against one limit. When exactly a server counts a call is not known, only that it is done before the
 * answer is here: so a call counts from its beginning until a whole period after its end. Whatever the network does, the
 * server then never sees more than the limit in any period.
 */
export class SlidingWindow {
  private begun: Begun[] = [];

  constructor(private readonly limit: Limit) {}

  /** Milliseconds until a call may begin: 0 is now, Infinity is not before another one has ended. */
  wait(now: number): number {
    this.forget(now);
    const excess = this.begun.length - this.limit.calls;
    if (excess < 0) return 0;
    const ends = this.begun.map(({ endedAt }) => endedAt).sort((a, b) => a - b);
    return (ends[excess] ?? Infinity) + this.limit.ms - now;
  }

  /** A call begins. @returns what to call when it has ended, with the time */
  begin(): (now: number) => void {
    const call = { endedAt: Infinity };
    this.begun.push(call);
    return (now) => {
      call.endedAt = now;
    };
  }

  /** Whether no call counts any more. */
  isIdle(now: number): boolean {
    this.forget(now);
    return this.begun.length === 0;
  }

  private forget(now: number): void {
    this.begun = this.begun.filter(({ endedAt }) => endedAt + this.limit.ms > now);
  }
}
