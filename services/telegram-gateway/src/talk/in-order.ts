import PQueue from 'p-queue';

/** Runs tasks of the same key one after the other, in the order they came; different keys at once. */
export class InOrder {
  private readonly queues = new Map<string, PQueue>();

  /** @returns what the task gives, or throws what it throws */
  async run<Result>(key: string, task: () => Promise<Result>): Promise<Result> {
    const queue = this.queues.get(key) ?? new PQueue({ concurrency: 1 });
    this.queues.set(key, queue);
    try {
      return await queue.add(task);
    } finally {
      if (queue.size === 0 && queue.pending === 0) this.queues.delete(key);
    }
  }
}
