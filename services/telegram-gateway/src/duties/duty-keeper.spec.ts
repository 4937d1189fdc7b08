import { setTimeout as pause } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { waitFor } from '@kinoline/testing';
import { Logger } from '@nestjs/common';
import { MemoryDocuments } from '../../test/memory-documents.js';
import { DutyKeeper, type DutyTimes } from './duty-keeper.js';
import { type Duty, look, mayTake } from './duty.js';

const times: DutyTimes = { beatMs: 10, fenceMs: 100, patienceMs: 150 };
/** Nobody is taken for dead because this process stood still for a moment. */
const steadyTimes: DutyTimes = { beatMs: 10, fenceMs: 1_000, patienceMs: 1_500 };
/** Nobody is taken for dead. */
const endlessTimes: DutyTimes = { beatMs: 10, fenceMs: 30_000, patienceMs: 60_000 };

/** Documents that can be away, as NATS can be. */
class Shaky extends MemoryDocuments<Duty> {
  away: Promise<void> | undefined;

  override async change(
    ...change: Parameters<MemoryDocuments<Duty>['change']>
  ): ReturnType<MemoryDocuments<Duty>['change']> {
    await this.away;
    return super.change(...change);
  }
}

/** A replica that wants the duty, and notes when it has it. */
class Replica {
  readonly stop = new AbortController();
  working = false;
  kept: Promise<void> = Promise.resolve();

  constructor(
    private readonly duties: MemoryDocuments<Duty>,
    private readonly itsTimes = times,
  ) {}

  start(): this {
    const work = async (signal: AbortSignal): Promise<void> => {
      this.working = true;
      await pause(60_000, undefined, { signal, ref: false }).catch(() => undefined);
      this.working = false;
    };
    this.kept = new DutyKeeper(this.duties, this.itsTimes).keep('polling', work, this.stop.signal);
    return this;
  }

  async end(): Promise<void> {
    this.stop.abort();
    await this.kept;
  }
}

function working(replicas: readonly Replica[]): Replica[] {
  return replicas.filter((replica) => replica.working);
}

describe('a duty', () => {
  let duties: Shaky;
  beforeEach(() => {
    Logger.overrideLogger(false);
    duties = new Shaky();
  });

  /** Three replicas, of which one has the duty. */
  const threeReplicas = async (itsTimes: DutyTimes): Promise<readonly Replica[]> => {
    const replicas = [1, 2, 3].map(() => new Replica(duties, itsTimes).start());
    await waitFor(() => working(replicas).length === 1, { what: 'somebody to have the duty' });
    return replicas;
  };

  it('is had by one replica as long as that one lives', async () => {
    const replicas = await threeReplicas(steadyTimes);
    const [first] = working(replicas);
    await pause(2 * steadyTimes.patienceMs);
    expect(working(replicas)).toEqual([first]);
    await Promise.all(replicas.map((replica) => replica.end()));
  });

  it('is had by the next at once when it is given back', async () => {
    const replicas = await threeReplicas(endlessTimes);
    await working(replicas)[0]?.end();
    await waitFor(() => working(replicas).length === 1, { what: 'the next to have it' });
    await Promise.all(replicas.map((replica) => replica.end()));
    expect(await duties.read('polling')).not.toHaveProperty('holder');
  });

  it('of a replica that died is taken over after its silence', async () => {
    await duties.create('polling', { version: 1, holder: 'somebody who died', beat: 7 });
    const begun = performance.now();
    const replica = new Replica(duties).start();
    await waitFor(() => replica.working, { what: 'the duty to be taken over' });
    expect(performance.now() - begun).toBeGreaterThan(times.patienceMs - 1);
    await replica.end();
  });

  it('is let go by a replica that cannot say that it lives', async () => {
    const replica = new Replica(duties).start();
    await waitFor(() => replica.working, { what: 'the duty' });
    const back = Promise.withResolvers<undefined>();
    duties.away = back.promise;
    await waitFor(() => !replica.working, { what: 'the duty to be let go' });
    duties.away = undefined;
    back.resolve(undefined);
    await waitFor(() => replica.working, { what: 'the duty to be had again' });
    await replica.end();
  });

  it('ends with the error of its work, and is free then', async () => {
    const work = (): Promise<void> => Promise.reject(new Error('no token'));
    const { signal } = new AbortController();
    await expect(new DutyKeeper(duties, times).keep('polling', work, signal)).rejects.toThrow('no token');
    expect(await duties.read('polling')).not.toHaveProperty('holder');
  });

  it('is free, or its holder silent, before it may be taken', () => {
    const held: Duty = { version: 1, holder: 'a', beat: 1 };
    const seen = look(undefined, held, 1_000);
    expect(look(seen, { ...held }, 1_900)).toBe(seen);
    expect(look(seen, { ...held, beat: 2 }, 1_900).since).toBe(1_900);
    expect([1_999, 2_000].map((now) => mayTake(seen, now, 1_000))).toEqual([false, true]);
    expect(mayTake(look(undefined, { version: 1, beat: 3 }, 0), 0, 1_000)).toBe(true);
  });
});
