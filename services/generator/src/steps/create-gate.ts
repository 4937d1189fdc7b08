import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../ports.js';

/** Keeps a replica from asking again for anything paid while the provider wants it to slow down. */
@Injectable()
export class CreateGate {
  private opensAt = 0;

  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** Closes it for some milliseconds. */
  closeFor(milliseconds: number): void {
    this.opensAt = Math.max(this.opensAt, this.clock.now() + milliseconds);
  }

  /** How long it stays closed, in milliseconds; 0: open. */
  closedForMs(): number {
    return Math.max(0, this.opensAt - this.clock.now());
  }
}
