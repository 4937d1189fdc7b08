import { Logger } from '@nestjs/common';
import type { Clock, TakeStore } from '../ports.js';
import { afterFailureMs } from '../prediction/look-schedule.js';
import type { TakeSteps } from '../steps/take-steps.js';
import { isOpen, type OpenTake } from '../take/take.js';
import { inContextOf } from '../take-context.js';
import { type Keeper, released, renewed } from './lease.js';
import { Nap } from './nap.js';

/** What a shift works with. */
export interface ShiftTools {
  readonly takes: TakeStore;
  readonly steps: Pick<TakeSteps, 'advance'>;
  readonly clock: Clock;
  readonly keeper: Keeper;
}

/** The work of this replica on one take, from the moment it is this replica's until its end or until it is lost. */
export class Shift {
  private readonly logger = new Logger(Shift.name);
  private readonly abort = new AbortController();
  private readonly nap = new Nap();
  private readonly sentGate = Promise.withResolvers<null>();
  private seen: Pick<OpenTake, 'nudges' | 'stop'> | undefined;
  private stateName: string | undefined;
  private repeats = 0;
  private failures = 0;

  /** Settles once the take was sent, or cannot be sent for now: whoever asked for it need not wait any longer. */
  readonly sent: Promise<null> = this.sentGate.promise;

  constructor(
    private readonly key: string,
    private readonly tools: ShiftTools,
  ) {}

  /** Works until the take's end, its loss or {@link end}. Never throws. */
  async run(): Promise<void> {
    const { leaseMs } = this.tools.keeper;
    const renewal = setInterval(() => void this.renew(), leaseMs / 3);
    try {
      while (!this.abort.signal.aborted && (await this.once()));
    } catch (error) {
      this.logger.error(error);
    } finally {
      clearInterval(renewal);
      this.sentGate.resolve(null);
    }
  }

  /** Somebody changed the take: a cancellation or a webhook must not wait for the next look. */
  noticed({ nudges, stop }: OpenTake): void {
    const news = this.seen && (nudges !== this.seen.nudges || stop !== undefined) && !this.seen.stop;
    if (news) this.nap.wake();
  }

  /** Stops working: at once where that costs nothing; a request that may be paid is still waited for. */
  end(): void {
    this.abort.abort();
    this.nap.wake();
  }

  /** Gives the take up, so that another replica need not wait for the lease to end. */
  async release(): Promise<void> {
    await this.tools.takes.change(this.key, (take) => released(take, this.tools.keeper));
  }

  /** One step and the pause after it; false when there is nothing more to do here. */
  private async once(): Promise<boolean> {
    const take = await this.tools.takes.read(this.key);
    if (!take || !isOpen(take) || take.lease?.owner !== this.tools.keeper.owner) return false;
    this.seen = take;
    this.repeats = take.state.name === this.stateName ? this.repeats + 1 : 0;
    this.stateName = take.state.name;
    const wait = await inContextOf(take.intent, () => this.step(take));
    if (wait > 0 || !['intended', 'sending'].includes(take.state.name)) this.sentGate.resolve(null);
    if (wait > 0) await this.nap.sleep(wait);
    return true;
  }

  private async step(take: OpenTake): Promise<number> {
    try {
      const progress = { repeats: this.repeats, signal: this.abort.signal };
      const wait = await this.tools.steps.advance(this.key, take, progress);
      this.failures = 0;
      return wait;
    } catch (error) {
      if (this.abort.signal.aborted) return 0;
      this.failures++;
      const wait = Math.max(afterFailureMs(this.failures, this.tools.clock.chance()), wishOf(error));
      this.logger.warn(`${take.state.name}: ${textOf(error)}; again in ${(wait / 1000).toFixed(1)} s`);
      return wait;
    }
  }

  private renewing = false;

  private async renew(): Promise<void> {
    if (this.renewing) return;
    this.renewing = true;
    try {
      const { takes, keeper, clock } = this.tools;
      const take = await takes.change(this.key, (current) => renewed(current, keeper, clock.now()));
      if (take && isOpen(take) && take.lease?.owner !== keeper.owner) this.end();
    } catch (error) {
      this.logger.warn(`the lease could not be renewed: ${textOf(error)}`);
    } finally {
      this.renewing = false;
    }
  }
}

function wishOf(error: unknown): number {
  const delayMs = error instanceof Error && 'delayMs' in error ? error.delayMs : undefined;
  return typeof delayMs === 'number' ? delayMs : 0;
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
