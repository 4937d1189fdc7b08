/** Lets work on the same thing happen once at a time: whoever asks while it runs gets one more run, however many ask. */
export class Coalescing {
  private readonly running = new Map<string, { again: boolean; readonly done: Promise<void> }>();

  /** @returns when the work was done at least once after this call; throws what the last run throws */
  run(key: string, work: () => Promise<void>): Promise<void> {
    const current = this.running.get(key);
    if (current) {
      current.again = true;
      return current.done;
    }
    const done = this.untilNobodyAsks(key, work);
    this.running.set(key, { again: false, done });
    return done;
  }

  /** Resolves when nothing runs. */
  async idle(): Promise<void> {
    await Promise.allSettled([...this.running.values()].map(({ done }) => done));
  }

  private async untilNobodyAsks(key: string, work: () => Promise<void>): Promise<void> {
    // The caller enters the run before it begins.
    await Promise.resolve();
    for (;;) {
      const [outcome] = await Promise.allSettled([work()]);
      const current = this.running.get(key);
      if (current?.again) {
        current.again = false;
        continue;
      }
      this.running.delete(key);
      if (outcome.status === 'rejected') throw outcome.reason;
      return;
    }
  }
}
