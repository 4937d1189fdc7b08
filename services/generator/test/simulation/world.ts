import { Readable } from 'node:stream';
import { setImmediate as drained } from 'node:timers/promises';
import { type DataOf, JobCancelled, type MediaRef, type SceneRequested } from '@kinoline/contracts';
import type { MediaStore } from '@kinoline/media-store';
import type { MessageHistory, MessagePublisher } from '@kinoline/messaging';
import { Logger } from '@nestjs/common';
import { Budgets } from '../../src/budget/budgets.service.js';
import type { Budget } from '../../src/budget/budget.js';
import { type Clock, OutputError } from '../../src/ports.js';
import { CopyStep } from '../../src/steps/copy.step.js';
import { CreateGate } from '../../src/steps/create-gate.js';
import { LookStep } from '../../src/steps/look.step.js';
import { PaidRequest } from '../../src/steps/paid-request.js';
import { PictureAddress } from '../../src/steps/picture-address.js';
import { ReconcileStep } from '../../src/steps/reconcile.step.js';
import { SendStep } from '../../src/steps/send.step.js';
import { TakePreparation } from '../../src/steps/take-preparation.js';
import { TakeSteps } from '../../src/steps/take-steps.js';
import { TellStep } from '../../src/steps/tell.step.js';
import { isOpen, type Take } from '../../src/take/take.js';
import { takeAfter } from '../../src/take/take-after.js';
import { takeKeyOf } from '../../src/take/take-key.js';
import { catalogue, intendedTake, sceneRequest } from '../factories.js';
import { Fate } from './fate.js';
import { Documents, MemoryBudgetStore, MemoryTakeStore } from './memory-stores.js';
import { Replica } from './replica.js';
import { providerSeenBy, SimulatedProvider } from './simulated-provider.js';
import { Turns } from './turns.js';

Logger.overrideLogger(false);

/** What is simulated. */
export interface Plan {
  readonly fate: readonly number[];
  /** Limit of the day's budget in takes; each costs 0.40 USD. */
  readonly affordable: number;
  /** Whether the provider's list repeats the webhook address. */
  readonly repeatsWebhook: boolean;
  readonly takes: number;
}

const begin = Date.UTC(2026, 10, 22, 12);

/**
 * Several replicas at work on the same takes at once, without regard to leases (so on worse terms than in life), with
 * death before and after every effect, lost answers, a stumbling provider and any order of events. When fate is used
 * up nothing goes wrong any more, and everything must come to its end.
 */
export class World {
  now = begin;
  readonly told: string[] = [];
  readonly keys: readonly string[];
  readonly provider: SimulatedProvider;
  readonly takes = { takes: new Documents<Take>(), claims: new Documents<string>() };
  readonly budgets = new Documents<Budget>();
  readonly cancelled = new Set<string>();
  private readonly fate: Fate;
  private readonly turns: Turns;
  private readonly workers: Worker[] = [];

  constructor(private readonly plan: Plan) {
    this.fate = new Fate(plan.fate);
    this.turns = new Turns(this.fate);
    this.provider = new SimulatedProvider(this.fate, () => this.now, plan.repeatsWebhook);
    // All takes ask for exactly the same.
    this.keys = Array.from({ length: plan.takes }, () => this.want(sceneRequest()));
  }

  /** Lets everything happen; returns whether all takes came to their end. */
  async run(): Promise<boolean> {
    for (let rounds = 0; rounds < 60_000; rounds++) {
      await this.round();
      const busy = this.workers.some((worker) => worker.alive && worker.busy);
      if (!busy && this.keys.every((key) => this.settled(key))) return true;
    }
    return false;
  }

  take(key: string): Take {
    const take = this.takes.takes.all.get(key)?.document;
    if (!take) throw new Error(`no take ${key}`);
    return take;
  }

  private settled(key: string): boolean {
    return !isOpen(this.take(key));
  }

  private want(request: DataOf<typeof SceneRequested>): string {
    const key = takeKeyOf(request);
    const token = `token-of-${request.jobId}`.slice(0, 40);
    this.takes.takes.put(key, intendedTake({ request, token, at: begin }), 0);
    return key;
  }

  private async round(): Promise<void> {
    await drained();
    if (this.fate.strikes(150)) this.cancelOne();
    if (this.fate.strikes(4)) this.now += this.fate.choose([100, 5000, 120_000, 1]);
    for (const key of this.keys) {
      if (this.settled(key)) continue;
      const working = this.workers.filter((worker) => worker.key === key && worker.alive);
      const wanted = this.fate.open ? 2 : 1;
      if (working.length < wanted) this.workers.push(new Worker(key, this.newSteps()));
    }
    if (!this.turns.next()) this.now += 500;
    const idle = this.workers.filter((worker) => worker.alive && !worker.busy);
    // While fate reigns, waits are not kept either: a webhook or a takeover may come at any time.
    for (const worker of idle) {
      if (this.fate.open ? this.fate.strikes(2) : worker.restsUntil <= this.now) worker.work(this);
    }
  }

  private cancelOne(): void {
    const [first, ...others] = this.keys;
    if (first === undefined) return;
    const key = this.fate.choose([first, ...others]);
    const take = this.take(key);
    if (!isOpen(take)) return;
    this.cancelled.add(take.intent.request.jobId);
    const standing = this.takes.takes.all.get(key);
    const after = takeAfter(take, { kind: 'stop-wanted', because: 'cancelled', at: this.now });
    this.takes.takes.put(key, after, standing?.revision ?? 0);
  }

  /** A process of its own: everything it remembers is its own. */
  private newSteps(): { replica: Replica; steps: TakeSteps; store: MemoryTakeStore } {
    const replica = new Replica(this.fate, this.turns);
    const clock: Clock = { now: () => this.now, chance: () => 0.5 };
    const store = new MemoryTakeStore(this.takes, replica, this.fate);
    const settings = {
      budgets: { jobUsd: undefined, personDayUsd: undefined, dayUsd: this.plan.affordable * 0.4 },
      predictions: {
        createTimeoutMs: 60_000,
        reconcileWindowMs: 180_000,
        deadlineMs: 900_000,
        failedCost: 'nothing',
      },
      publicWebhookUrl: 'https://kinoline.test',
      storeIsPublic: false,
      maxClipBytes: 1000,
    } as const;
    const metrics = { ended: () => undefined, looked: () => undefined, dayBudget: () => undefined };
    const provider = providerSeenBy(replica, this.provider);
    const media = this.media(replica);
    const gate = new CreateGate(clock);
    const budgets = new Budgets(
      new MemoryBudgetStore(this.budgets, replica, this.fate),
      settings,
      clock,
      metrics,
    );
    const pictures = new PictureAddress(media, provider, settings);
    const preparation = new TakePreparation(catalogue, settings, pictures);
    const paid = new PaidRequest(store, provider, settings, clock, gate);
    const steps = new TakeSteps(
      new SendStep(store, this.history(replica), clock, budgets, preparation, gate, paid),
      new ReconcileStep(store, provider, settings, clock),
      new LookStep(store, provider, settings, clock, metrics),
      new CopyStep(store, this.outputs(replica), media, settings, clock),
      new TellStep(store, this.publisher(replica), clock, metrics, budgets),
    );
    return { replica, steps, store };
  }

  private history(replica: Replica): MessageHistory {
    const first = (message: { name: string }, { jobId }: { jobId?: string }) =>
      replica.outside(() => {
        const cancelled = message.name === JobCancelled.name && this.cancelled.has(String(jobId));
        return cancelled ? {} : undefined;
      });
    return { first } as unknown as MessageHistory;
  }

  private publisher(replica: Replica): MessagePublisher {
    const say = (message: { name: string }, data: { jobId: string }) =>
      replica.outside(() => {
        const line = `${message.name} ${data.jobId}`;
        if (this.told.includes(line)) return 'already-said' as const;
        this.told.push(line);
        return 'said' as const;
      });
    return { say } as unknown as MessagePublisher;
  }

  private outputs(replica: Replica) {
    return {
      open: () =>
        replica.outside(() => {
          if (this.fate.strikes(8)) throw new OutputError('unreachable', 'the file host stumbled');
          return { stream: Readable.from(['clip']), bytes: 4 };
        }),
    };
  }

  private media(replica: Replica): MediaStore {
    const ref = (key: string): MediaRef => ({
      key,
      bytes: 4,
      sha256: '0'.repeat(64),
      contentType: 'video/mp4',
    });
    return { putStream: (key: string) => replica.outside(() => ref(key)) } as unknown as MediaStore;
  }
}

/** One replica's work on one take. */
class Worker {
  busy = false;
  restsUntil = 0;
  private done = false;
  private repeats = 0;

  constructor(
    readonly key: string,
    private readonly process: { replica: Replica; steps: TakeSteps; store: MemoryTakeStore },
  ) {}

  get alive(): boolean {
    return !this.process.replica.dead && !this.done;
  }

  work(world: World): void {
    const take = world.take(this.key);
    if (!isOpen(take)) {
      this.done = true;
      return;
    }
    this.busy = true;
    const progress = { repeats: this.repeats++, signal: new AbortController().signal };
    void this.process.steps
      .advance(this.key, take, progress)
      .catch(() => 1000)
      .then((wait) => {
        this.busy = false;
        this.restsUntil = world.now + wait;
      });
  }
}
