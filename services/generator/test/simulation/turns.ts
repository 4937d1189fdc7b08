import type { Fate } from './fate.js';

/** Lets what happens at the same time happen in any order: everybody waits, and one at a time goes on. */
export class Turns {
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly fate: Fate) {}

  /** Waits for one's turn. */
  wait(): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
    });
  }

  /** Lets one go on; false when nobody waits. */
  next(): boolean {
    const [first, ...others] = this.waiting;
    if (!first) return false;
    const chosen = this.fate.choose([first, ...others]);
    this.waiting.splice(this.waiting.indexOf(chosen), 1);
    chosen();
    return true;
  }
}
