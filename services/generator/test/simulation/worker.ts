import { isOpen, type Take } from '../../src/take/take.js';
import type { Process } from './process.js';

/** One process's work on one take. */
export class Worker {
  busy = false;
  /** When the take is to be looked at again, in milliseconds since 1970. */
  restsUntil = 0;
  private done = false;
  private repeats = 0;

  constructor(
    readonly key: string,
    private readonly process: Process,
    private readonly now: () => number,
  ) {}

  get alive(): boolean {
    return !this.process.replica.dead && !this.done;
  }

  /** Begins the next step. */
  work(take: Take): void {
    if (!isOpen(take)) {
      this.done = true;
      return;
    }
    this.busy = true;
    const progress = { repeats: this.repeats++, signal: new AbortController().signal };
    void this.process.steps
      .advance(this.key, take, progress)
      .catch(() => 1000)
      .then((wait) => {
        this.busy = false;
        this.restsUntil = this.now() + wait;
      });
  }
}
