import type { Process } from './process.js';

/** A JobCancelled that was said: delivered to one process after the other until one has handled it. */
export class Cancellation {
  handled = false;
  private process: Process | undefined;

  constructor(
    readonly jobId: string,
    readonly cut: number,
  ) {}

  /** Whether it is to be delivered (again): the process that had it died. */
  get waiting(): boolean {
    return !this.handled && (this.process === undefined || this.process.replica.dead);
  }

  /** Lets a process handle it. */
  deliver(process: Process): void {
    this.process = process;
    void process.service.cancel(this, new AbortController().signal).then(() => {
      this.handled = true;
    });
  }
}
