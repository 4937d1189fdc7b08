import { Injectable } from '@nestjs/common';
import { isIn, type OpenTake } from '../take/take.js';
import { CopyStep } from './copy.step.js';
import { LookStep } from './look.step.js';
import { ReconcileStep } from './reconcile.step.js';
import { SendStep } from './send.step.js';
import type { Progress } from './step.js';
import { TellStep } from './tell.step.js';

/** What is to be done next with a take, whatever state it is in. */
@Injectable()
export class TakeSteps {
  constructor(
    private readonly send: SendStep,
    private readonly reconcile: ReconcileStep,
    private readonly look: LookStep,
    private readonly copy: CopyStep,
    private readonly tell: TellStep,
  ) {}

  /**
   * Does the next step once.
   *
   * @returns how long to wait before the one after it, in milliseconds
   */
  async advance(key: string, take: OpenTake, progress: Progress): Promise<number> {
    if (isIn(take, 'intended')) return this.send.run(key, take, progress);
    if (isIn(take, 'sending')) return this.reconcile.run(key, take, progress);
    if (isIn(take, 'waiting')) return this.look.run(key, take, progress);
    if (isIn(take, 'copying')) return this.copy.run(key, take, progress);
    if (isIn(take, 'done') || isIn(take, 'failed')) return this.tell.run(key, take);
    throw new Error('a take in no known state');
  }
}
