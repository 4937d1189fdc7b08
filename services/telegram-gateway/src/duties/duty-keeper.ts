import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Documents } from '@kinoline/messaging';
import { Inject, Injectable, Logger, Optional } from '@nestjs/common';
import { DUTIES } from './duties.js';
import { type Duty, look, mayTake, type Sighting } from './duty.js';

/** How a duty is kept, in milliseconds. */
export interface DutyTimes {
  /** How often its holder says that it lives, and others look at it. */
  readonly beatMs: number;
  /** A holder that could not say so for this long stops. */
  readonly fenceMs: number;
  /** A holder that is silent for this long is taken for dead; longer than `fenceMs`, so that there are never two. */
  readonly patienceMs: number;
}

/** A dead holder is followed within 17 seconds. */
const usualTimes: DutyTimes = { beatMs: 2_000, fenceMs: 10_000, patienceMs: 15_000 };

/** Injection token of other {@link DutyTimes} than the usual ones. */
export const DUTY_TIMES = Symbol('DutyTimes');

/**
 * Lets one replica at a time have a duty, by a document that its holder changes again and again. No two clocks are
 * compared: each replica measures silence by its own.
 */
@Injectable()
export class DutyKeeper {
  private readonly logger = new Logger(DutyKeeper.name);
  private readonly me = randomUUID();

  constructor(
    @Inject(DUTIES) private readonly duties: Documents<Duty>,
    @Optional() @Inject(DUTY_TIMES) private readonly times: DutyTimes = usualTimes,
  ) {}

  /**
   * Works whenever this replica has the duty, until it is told to stop; then the duty is given back.
   *
   * @param work - goes on until its signal fires
   * @throws what the work throws; the duty is given back then, too
   */
  async keep(name: string, work: (signal: AbortSignal) => Promise<void>, stop: AbortSignal): Promise<void> {
    let seen: Sighting | undefined;
    while (!stop.aborted) {
      seen = look(seen, await this.read(name), performance.now());
      if (mayTake(seen, performance.now(), this.times.patienceMs) && (await this.take(name, seen.duty))) {
        await this.have(name, work, stop);
        seen = undefined;
      } else await pause(this.times.beatMs, undefined, { signal: stop }).catch(() => undefined);
    }
  }

  private async have(
    name: string,
    work: (signal: AbortSignal) => Promise<void>,
    stop: AbortSignal,
  ): Promise<void> {
    this.logger.log(`this replica has the duty "${name}"`);
    const over = new AbortController();
    const beating = this.beat(name, over, stop);
    try {
      await work(AbortSignal.any([over.signal, stop]));
    } catch (error) {
      // Work that was told to stop may end in whatever way.
      if (!over.signal.aborted && !stop.aborted) throw error;
    } finally {
      over.abort();
      await beating;
      await this.giveBack(name);
    }
  }

  /** Says again and again that the holder lives; ends its work when that could not be said for too long. */
  private async beat(name: string, over: AbortController, stop: AbortSignal): Promise<void> {
    const { beatMs, fenceMs } = this.times;
    const signal = AbortSignal.any([over.signal, stop]);
    let fence = this.fence(name, over, fenceMs);
    for (;;) {
      await pause(beatMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) break;
      const begun = performance.now();
      if (!(await this.change(name, ({ beat }) => ({ version: 1, holder: this.me, beat: beat + 1 })))) break;
      clearTimeout(fence);
      fence = this.fence(name, over, fenceMs - (performance.now() - begun));
    }
    clearTimeout(fence);
    over.abort();
  }

  private fence(name: string, over: AbortController, ms: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.logger.warn(`the duty "${name}" could not be kept: this replica stops`);
      over.abort();
    }, ms);
  }

  private async read(name: string): Promise<Duty> {
    return (await this.duties.read(name)) ?? { version: 1, beat: 0 };
  }

  private async take(name: string, seen: Duty): Promise<boolean> {
    const taken: Duty = { version: 1, holder: this.me, beat: seen.beat + 1 };
    const { refused } = await this.duties.change(name, (current) => {
      // An earlier write of this very change, whose answer was lost.
      if (current?.holder === this.me) return current;
      const same = current === undefined || (current.holder === seen.holder && current.beat === seen.beat);
      return same ? taken : undefined;
    });
    return !refused;
  }

  /** False when somebody else has the duty by now. */
  private async change(name: string, change: (duty: Duty) => Duty): Promise<boolean> {
    const { refused } = await this.duties.change(name, (current) =>
      current?.holder === this.me ? change(current) : undefined,
    );
    return !refused;
  }

  private async giveBack(name: string): Promise<void> {
    await this.change(name, ({ beat }) => ({ version: 1, beat: beat + 1 }));
  }
}
