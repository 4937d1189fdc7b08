import { randomUUID } from 'node:crypto';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { type GeneratorSettings, SETTINGS } from '../config.js';
import { CLOCK, type Clock, TAKE_STORE, type TakeStore } from '../ports.js';
import { TakeSteps } from '../steps/take-steps.js';
import { isOpen, type OpenTake, type Take } from '../take/take.js';
import { type Keeper, leased, mayKeep } from './lease.js';
import { Shift } from './shift.js';

/** Most milliseconds by which replicas spread their attempts to take a take over. */
const spreadMs = 200;

/**
 * Sees to it that every open take is worked on by one replica: it watches all takes, claims those that are nobody's
 * (or whose replica has not renewed its lease), and works on its own until their end. Nothing is held but a timer.
 */
@Injectable()
export class TakeKeeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(TakeKeeper.name);
  private readonly closing = new AbortController();
  private readonly shifts = new Map<string, { readonly shift: Shift; readonly ended: Promise<void> }>();
  private readonly claims = new Map<string, NodeJS.Timeout>();
  private watching: Promise<void> = Promise.resolve();
  /** Who this replica is towards the others. */
  readonly keeper: Keeper;

  constructor(
    @Inject(TAKE_STORE) private readonly takes: TakeStore,
    @Inject(SETTINGS) settings: Pick<GeneratorSettings, 'leaseMs'>,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly steps: TakeSteps,
  ) {
    this.keeper = { owner: randomUUID(), leaseMs: settings.leaseMs };
  }

  /** Begins to watch. */
  onApplicationBootstrap(): void {
    this.watching = this.watch();
  }

  /** Stops watching, ends all work in order and gives the takes up to other replicas. */
  async beforeApplicationShutdown(): Promise<void> {
    this.closing.abort();
    for (const timer of this.claims.values()) clearTimeout(timer);
    const running = [...this.shifts.values()];
    for (const { shift } of running) shift.end();
    await Promise.all(running.map(({ ended }) => ended));
    await Promise.all(running.map(({ shift }) => shift.release()));
    await this.watching;
  }

  /** Works on a take if it is not another replica's. Settles as soon as it was sent or cannot be sent for now. */
  async keep(key: string): Promise<void> {
    const running = this.shifts.get(key);
    if (running) {
      await running.shift.sent;
      return;
    }
    const take = await this.takes.change(key, (current) => leased(current, this.keeper, this.clock.now()));
    if (take && isOpen(take) && take.lease?.owner === this.keeper.owner) await this.begin(key).sent;
    else if (take) this.notice(key, take);
  }

  private begin(key: string): Shift {
    const running = this.shifts.get(key);
    if (running) return running.shift;
    const shift = new Shift(key, {
      takes: this.takes,
      steps: this.steps,
      clock: this.clock,
      keeper: this.keeper,
    });
    const ended = shift.run().finally(() => this.lookAgain(key));
    this.shifts.set(key, { shift, ended });
    if (this.closing.signal.aborted) shift.end();
    return shift;
  }

  /** A shift also ends when something went wrong: what it left open must not be forgotten. */
  private lookAgain(key: string): void {
    this.shifts.delete(key);
    if (this.closing.signal.aborted || this.claims.has(key)) return;
    this.claims.set(
      key,
      setTimeout(() => void this.claim(key), this.keeper.leaseMs),
    );
  }

  private async watch(): Promise<void> {
    for await (const { key, take } of this.takes.watch({ signal: this.closing.signal }))
      this.notice(key, take);
  }

  private notice(key: string, take: Take): void {
    clearTimeout(this.claims.get(key));
    this.claims.delete(key);
    if (!isOpen(take) || this.closing.signal.aborted) return;
    const running = this.shifts.get(key);
    if (running) running.shift.noticed(take);
    else
      this.claims.set(
        key,
        setTimeout(() => void this.claim(key), this.claimableInMs(take)),
      );
  }

  /** What another replica has just begun is looked at again when its lease may have ended. */
  private claimableInMs(take: OpenTake): number {
    const now = this.clock.now();
    const wait = mayKeep(take, this.keeper, now) ? 0 : (take.lease?.until ?? now) - now;
    return wait + this.clock.chance() * spreadMs;
  }

  private async claim(key: string): Promise<void> {
    this.claims.delete(key);
    try {
      await this.keep(key);
    } catch (error) {
      this.logger.error(error);
    }
  }
}
