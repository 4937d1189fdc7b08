import { Readable } from 'node:stream';
import type { MediaRef } from '@kinoline/contracts';
import type { MediaStore } from '@kinoline/media-store';
import type { MessageHistory, MessagePublisher } from '@kinoline/messaging';
import { Budgets } from '../../src/budget/budgets.service.js';
import { GenerateService } from '../../src/generate.service.js';
import { TakeKeeper } from '../../src/keeper/take-keeper.js';
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
import { type TakeIdentity, takeKeyOf } from '../../src/take/take-key.js';
import { catalogue } from '../factories.js';
import type { Fate } from './fate.js';
import { MemoryBudgetStore, MemoryTakeStore, type SharedStores } from './memory-stores.js';
import { Replica } from './replica.js';
import { providerSeenBy, type SimulatedProvider } from './simulated-provider.js';
import type { Turns } from './turns.js';

/** What all processes of a simulation share. */
export interface Surroundings {
  readonly fate: Fate;
  readonly turns: Turns;
  readonly clock: Clock;
  readonly stores: SharedStores;
  readonly provider: SimulatedProvider;
  /** Ends that the line was told: message and key of the take. */
  readonly told: string[];
  /** Limit of the day's budget, in US dollars. */
  readonly dayUsd: number;
  /** The cuts of a job that were called off. */
  calledOff(jobId: string): readonly number[];
}

/** One process of the generator: everything it remembers is its own, and it may die at any moment. */
export interface Process {
  readonly replica: Replica;
  readonly steps: TakeSteps;
  readonly service: GenerateService;
}

/** Starts a process. */
export function startProcess(around: Surroundings): Process {
  const { fate, clock, stores } = around;
  const replica = new Replica(fate, around.turns);
  const takes = new MemoryTakeStore(stores, replica, fate);
  const settings = settingsOf(around);
  const provider = providerSeenBy(replica, around.provider);
  const media = mediaSeenBy(replica);
  const gate = new CreateGate(clock);
  const budgets = new Budgets(
    new MemoryBudgetStore(stores.budgets, replica, fate),
    settings,
    clock,
    silentMetrics,
  );
  const preparation = new TakePreparation(catalogue, settings, new PictureAddress(media, provider, settings));
  const paid = new PaidRequest(takes, provider, settings, clock, gate);
  const history = historySeenBy(replica, around);
  const steps = new TakeSteps(
    new SendStep(takes, history, clock, budgets, preparation, gate, paid),
    new ReconcileStep(takes, provider, settings, clock),
    new LookStep(takes, provider, settings, clock, silentMetrics),
    new CopyStep(takes, outputsSeenBy(replica, fate), media, settings, clock),
    new TellStep(takes, publisherSeenBy(replica, around), clock, silentMetrics, budgets),
  );
  // The simulation itself decides who works on what: nobody is asked to keep a take.
  const keeper = new TakeKeeper(takes, { leaseMs: 1000 }, clock, steps);
  return { replica, steps, service: new GenerateService(takes, history, catalogue, clock, keeper) };
}

const silentMetrics = { ended: () => undefined, looked: () => undefined, dayBudget: () => undefined };

function settingsOf({ dayUsd }: Surroundings) {
  return {
    budgets: { jobUsd: undefined, personDayUsd: undefined, dayUsd },
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
}

function historySeenBy(replica: Replica, { calledOff }: Surroundings): MessageHistory {
  const identities: MessageHistory['identities'] = (_message, known) => {
    const jobId = String((known as Record<string, unknown>)['jobId']);
    return replica.outside(() => calledOff(jobId).map((cut) => ({ jobId, cut: String(cut) })));
  };
  return { identities } as MessageHistory;
}

function publisherSeenBy(replica: Replica, { told }: Surroundings): MessagePublisher {
  const say = (message: { name: string }, data: TakeIdentity) =>
    replica.outside(() => {
      const line = `${message.name} ${takeKeyOf(data)}`;
      if (told.includes(line)) return 'already-said' as const;
      told.push(line);
      return 'said' as const;
    });
  return { say } as unknown as MessagePublisher;
}

function outputsSeenBy(replica: Replica, fate: Fate) {
  return {
    open: () =>
      replica.outside(() => {
        if (fate.strikes(8)) throw new OutputError('unreachable', 'the file host stumbled');
        return { stream: Readable.from(['clip']), bytes: 4 };
      }),
  };
}

function mediaSeenBy(replica: Replica): MediaStore {
  const ref = (key: string): MediaRef => ({
    key,
    bytes: 4,
    sha256: '0'.repeat(64),
    contentType: 'video/mp4',
  });
  return { putStream: (key: string) => replica.outside(() => ref(key)) } as unknown as MediaStore;
}
