/**
 * At most `limit` things in any `ms` milliseconds, for each key by itself. What begins within the limit passes as a
 * whole: an album of ten overshoots and then blocks until it has left the window. A limit of 0 lets everything pass.
 */
export class SlidingWindow {
  private readonly taken = new Map<string, number[]>();

  constructor(
    private readonly limit: number,
    private readonly ms: number,
  ) {}

  /** Milliseconds until the next one may pass; 0 when it may now. */
  wait(key: string, now = Date.now()): number {
    const recent = this.recent(key, now);
    const blocking = this.limit > 0 ? recent[recent.length - this.limit] : undefined;
    return blocking === undefined ? 0 : Math.max(1, blocking + this.ms - now);
  }

  take(key: string, count: number, now = Date.now()): void {
    this.taken.set(key, [...this.recent(key, now), ...Array.from({ length: count }, () => now)]);
  }

  private recent(key: string, now: number): number[] {
    return (this.taken.get(key) ?? []).filter((at) => at > now - this.ms);
  }
}
