import { setImmediate as drained } from 'node:timers/promises';
import type { DataOf, SceneRequested } from '@kinoline/contracts';
import { Logger } from '@nestjs/common';
import type { Budget } from '../../src/budget/budget.js';
import { isCalledOff } from '../../src/take/called-off.js';
import { isOpen, type Take } from '../../src/take/take.js';
import { takeKeyOf } from '../../src/take/take-key.js';
import { intendedTake, newJobId, sceneRequest } from '../factories.js';
import { Cancellation } from './cancellation.js';
import { Fate } from './fate.js';
import { Documents } from './memory-stores.js';
import { startProcess, type Surroundings } from './process.js';
import { SimulatedProvider } from './simulated-provider.js';
import { Turns } from './turns.js';
import { Worker } from './worker.js';

Logger.overrideLogger(false);

type Request = DataOf<typeof SceneRequested>;

/** What is simulated. */
export interface Plan {
  readonly fate: readonly number[];
  /** Limit of the day's budget in takes; each costs 0.40 USD. */
  readonly affordable: number;
  /** Limit of the person's day in takes, as the requests carry it. */
  readonly personAffordable: number | undefined;
  /** Whether the provider's list repeats the webhook address. */
  readonly repeatsWebhook: boolean;
  readonly takes: readonly PlannedTake[];
}

/** One take of a plan. */
export interface PlannedTake {
  /** Takes with the same number belong to one job. */
  readonly job: number;
  readonly cut: number;
  /** Whether it is only wanted after a while: cuts may have been called off by then. */
  readonly late: boolean;
}

const priceUsd = 0.4;
const begin = Date.UTC(2026, 10, 22, 12);

/**
 * Several replicas at work on the same takes at once, without regard to leases (so on worse terms than in life), with
 * death before and after every effect, lost answers, a stumbling provider and any order of events. When fate is used
 * up nothing goes wrong any more, and everything must come to its end.
 */
export class World {
  now = begin;
  readonly told: string[] = [];
  readonly requests: readonly Request[];
  /** Keys of takes that were wanted when their cut, or a later one, had been called off. */
  readonly wantedInVain = new Set<string>();
  readonly provider: SimulatedProvider;
  readonly takes = new Documents<Take>();
  readonly budgets = new Documents<Budget>();
  private readonly cancellations: Cancellation[] = [];
  private readonly late: Request[];
  private readonly fate: Fate;
  private readonly turns: Turns;
  private readonly workers: Worker[] = [];
  private readonly surroundings: Surroundings;

  constructor(plan: Plan) {
    this.fate = new Fate(plan.fate);
    this.turns = new Turns(this.fate);
    this.provider = new SimulatedProvider(this.fate, () => this.now, plan.repeatsWebhook);
    this.surroundings = this.surroundingsOf(plan);
    this.requests = requestsOf(plan);
    this.late = this.requests.filter((_, at) => plan.takes[at]?.late);
    for (const request of this.requests) if (!this.late.includes(request)) this.want(request);
  }

  /** Lets everything happen; returns whether all takes came to their end. */
  async run(): Promise<boolean> {
    for (let rounds = 0; rounds < 60_000; rounds++) {
      await this.round();
      if (this.isOver()) return true;
    }
    return false;
  }

  /** The cuts of a job that were called off. */
  calledOff(jobId: string): number[] {
    return this.cancellations.filter((each) => each.jobId === jobId).map(({ cut }) => cut);
  }

  take(key: string): Take {
    const take = this.takes.all.get(key)?.document;
    if (!take) throw new Error(`no take ${key}`);
    return take;
  }

  private isOver(): boolean {
    const busy = this.workers.some((worker) => worker.alive && worker.busy);
    const heard = this.cancellations.every(({ handled }) => handled);
    return !busy && heard && this.late.length === 0 && this.open().length === 0;
  }

  /** Keys of the takes that are wanted and have not ended. */
  private open(): string[] {
    return [...this.takes.all.keys()].filter((key) => isOpen(this.take(key)));
  }

  private want(request: Request): void {
    const key = takeKeyOf(request);
    const token = `token-${request.scene}-of-${request.jobId}`.slice(0, 40);
    if (isCalledOff(request, this.calledOff(request.jobId))) this.wantedInVain.add(key);
    this.takes.put(key, intendedTake({ request, token, at: begin }), 0);
  }

  private async round(): Promise<void> {
    await drained();
    this.bringNews();
    if (this.fate.strikes(4)) this.now += this.fate.choose([100, 5000, 120_000, 1]);
    this.employ();
    if (!this.turns.next()) this.now += 500;
    const idle = this.workers.filter((worker) => worker.alive && !worker.busy);
    // While fate reigns, waits are not kept either: a webhook or a takeover may come at any time.
    for (const worker of idle) {
      if (this.fate.open ? this.fate.strikes(2) : worker.restsUntil <= this.now)
        worker.work(this.take(worker.key));
    }
  }

  /** What the line says: takes that are wanted late, cuts that are called off. */
  private bringNews(): void {
    if (this.fate.strikes(100)) this.callOff();
    if (!this.fate.open || this.fate.strikes(40)) this.wantNext();
    for (const cancellation of this.cancellations) {
      if (cancellation.waiting && (!this.fate.open || this.fate.strikes(20)))
        cancellation.deliver(startProcess(this.surroundings));
    }
  }

  private wantNext(): void {
    const request = this.late.shift();
    if (request) this.want(request);
  }

  private callOff(): void {
    const [first, ...others] = this.requests;
    if (first === undefined) return;
    const { jobId } = this.fate.choose([first, ...others]);
    const cut = this.fate.choose([1, 2, 3]);
    if (!this.calledOff(jobId).includes(cut)) this.cancellations.push(new Cancellation(jobId, cut));
  }

  private employ(): void {
    const wanted = this.fate.open ? 2 : 1;
    for (const key of this.open()) {
      const working = this.workers.filter((worker) => worker.key === key && worker.alive);
      if (working.length < wanted)
        this.workers.push(new Worker(key, startProcess(this.surroundings), () => this.now));
    }
  }

  private surroundingsOf({ affordable }: Plan): Surroundings {
    return {
      fate: this.fate,
      turns: this.turns,
      clock: { now: () => this.now, chance: () => 0.5 },
      stores: { takes: this.takes, claims: new Documents<string>(), budgets: this.budgets },
      provider: this.provider,
      told: this.told,
      dayUsd: affordable * priceUsd,
      calledOff: (jobId) => this.calledOff(jobId),
    };
  }
}

/** All takes ask for exactly the same. */
function requestsOf({ takes, personAffordable }: Plan): Request[] {
  const jobs = takes.map(() => newJobId());
  return takes.map(({ job, cut }, at) =>
    sceneRequest({
      jobId: jobs[job] ?? newJobId(),
      scene: at + 1,
      cut,
      ...(personAffordable !== undefined && { personDayBudgetUsd: personAffordable * priceUsd }),
    }),
  );
}
