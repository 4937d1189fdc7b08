import type { SceneRequested } from '@kinoline/contracts';
import { type DataOf, JobCancelled, type SceneFailureCode } from '@kinoline/contracts';
import type { DirectorFact } from '../src/director/index.js';
import { failedData, renderedData } from './facts.js';
import type { Surroundings } from './surroundings.js';

/** How one take ends when nobody calls it off. */
export type TakeOutcome =
  | {
      readonly kind: 'rendered';
      /** A clip even when it is called off meanwhile. */ readonly finishes: boolean;
    }
  | {
      readonly kind: 'failed';
      readonly code: SceneFailureCode;
      readonly retakeMayHelp: boolean;
      readonly costUsd: number;
    };

/** A take whose outcome was told. */
export interface ToldTake {
  readonly request: DataOf<typeof SceneRequested>;
  readonly fact: Extract<DirectorFact, { name: 'SceneRendered' | 'SceneFailed' }>;
}

/** The generator and the framer: pays for takes whose cut is not called off, and tells the outcome of each. */
export class SimulatedGenerator {
  readonly told: ToldTake[] = [];
  private asked = 0;

  constructor(
    private readonly line: Surroundings,
    private readonly outcomes: readonly TakeOutcome[],
  ) {}

  /** Answers a request, now or later. */
  async answer(request: DataOf<typeof SceneRequested>): Promise<void> {
    const outcome = this.outcomes[this.asked] ?? { kind: 'rendered', finishes: true };
    this.asked += 1;
    await this.line.pause('a take waits');
    const isNeverSent = this.isCalledOff(request);
    await this.line.pause('a take runs');
    const fact = isNeverSent ? called(request, 0) : outcomeOf(request, outcome, this.isCalledOff(request));
    this.told.push({ request, fact });
    this.line.deliver(fact.name, () => this.line.hear(fact));
  }

  private isCalledOff({ jobId, cut }: DataOf<typeof SceneRequested>): boolean {
    const later = Array.from({ length: 30 }, (_, at) => cut + at);
    return later.some((each) => this.line.said(JobCancelled, { jobId, cut: each }) !== undefined);
  }
}

function outcomeOf(
  request: DataOf<typeof SceneRequested>,
  outcome: TakeOutcome,
  isCalledOff: boolean,
): ToldTake['fact'] {
  const { scene, take } = request;
  if (outcome.kind === 'failed') {
    const data = failedData(scene, take, outcome.code, outcome);
    return { name: 'SceneFailed', data };
  }
  if (isCalledOff && !outcome.finishes) return called(request, 0.6);
  return { name: 'SceneRendered', data: renderedData(scene, take) };
}

function called({ scene, take }: DataOf<typeof SceneRequested>, costUsd: number): ToldTake['fact'] {
  return { name: 'SceneFailed', data: failedData(scene, take, 'cancelled', { costUsd }) };
}
