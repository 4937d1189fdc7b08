import type { Fate } from './fate.js';
import type { Turns } from './turns.js';

/** A process in the simulation: it can die before and after every effect it has on the outside. */
export class Replica {
  dead = false;

  constructor(
    private readonly fate: Fate,
    private readonly turns: Turns,
  ) {}

  /** One effect on the outside world. After death, nothing happens and nothing is ever answered. */
  async outside<Result>(effect: () => Result): Promise<Result> {
    await this.turns.wait();
    if (this.dies()) return new Promise<never>(() => undefined);
    const result = effect();
    await this.turns.wait();
    if (this.dies()) return new Promise<never>(() => undefined);
    return result;
  }

  private dies(): boolean {
    this.dead ||= this.fate.strikes(60);
    return this.dead;
  }
}
