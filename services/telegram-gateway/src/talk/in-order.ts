import PQueue from 'p-queue';

/** Waits until it is a task's turn. */
export type Waiting = (turn: Promise<undefined>) => Promise<unknown>;

/** Runs tasks of the same key in the order they came, one after the other; different keys at once. */
export class InOrder {
  private readonly queues = new Map<string, PQueue>();

  /** @param atOnce - how many tasks of a key run at the same time */
  constructor(private readonly atOnce = 1) {}

  /**
   * @param waiting - how a task waits that finds others before it; must not give up before its turn
   * @returns what the task gives, or throws what it throws
   */
  async run<Result>(key: string, task: () => Promise<Result>, waiting?: Waiting): Promise<Result> {
    const queue = this.queues.get(key) ?? new PQueue({ concurrency: this.atOnce });
    this.queues.set(key, queue);
    const turn = Promise.withResolvers<undefined>();
    const isBehind = queue.pending >= this.atOnce;
    const done = queue.add(async () => {
      turn.resolve(undefined);
      return task();
    });
    try {
      const [result] = await Promise.all([done, isBehind ? waiting?.(turn.promise) : undefined]);
      return result;
    } finally {
      if (queue.size === 0 && queue.pending === 0) this.queues.delete(key);
    }
  }
}
