/** A sleep that can be woken; waking while awake makes the next sleep end at once. */
export class Nap {
  private awake = false;
  private wakeUp: (() => void) | undefined;

  /** Sleeps for some milliseconds, or until woken. */
  sleep(milliseconds: number): Promise<void> {
    if (this.awake) {
      this.awake = false;
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.wake(), milliseconds);
      this.wakeUp = () => {
        clearTimeout(timer);
        this.wakeUp = undefined;
        resolve();
      };
    });
  }

  /** Ends the sleep, or the one to come. */
  wake(): void {
    if (this.wakeUp) this.wakeUp();
    else this.awake = true;
  }
}
