import { ClipGenerated, type DataOf, SceneFailed } from '@kinoline/contracts';
import { MESSAGE_PUBLISHER, type MessagePublisher } from '@kinoline/messaging';
import { Inject, Injectable } from '@nestjs/common';
import { Budgets } from '../budget/budgets.service.js';
import { usdOf } from '../budget/micro-usd.js';
import {
  CLOCK,
  type Clock,
  TAKE_METRICS,
  type TakeEnd,
  type TakeMetrics,
  TAKE_STORE,
  type TakeStore,
} from '../ports.js';
import { isIn, predictionIdOf, type SettledTake, type TakeIn } from '../take/take.js';
import type { Step } from './step.js';

/** A take whose end is decided. */
type EndedTake = TakeIn<'done'> | TakeIn<'failed'>;

/**
 * Done or failed: make the cost final, tell the line, then keep only what a repeat needs to know. The end was decided
 * by compare-and-set before, so however often this runs, the line hears one end.
 */
@Injectable()
export class TellStep implements Step<'done' | 'failed'> {
  constructor(
    @Inject(TAKE_STORE) private readonly takes: TakeStore,
    @Inject(MESSAGE_PUBLISHER) private readonly publisher: MessagePublisher,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(TAKE_METRICS) private readonly metrics: TakeMetrics,
    private readonly budgets: Budgets,
  ) {}

  async run(key: string, take: EndedTake): Promise<number> {
    // Budgets first: who hears of a failure may ask for another take at once, and needs what this one gives back.
    await this.budgets.settle(key, take.intent, costOf(take));
    if (isIn(take, 'done')) await this.publisher.say(ClipGenerated, clipOf(take));
    else if (isIn(take, 'failed')) await this.publisher.say(SceneFailed, failureOf(take));
    const settled = this.settled(take);
    // Whoever writes the last word counts it: two tellers would count twice.
    if ((await this.takes.change(key, () => settled)) === settled) this.metrics.ended(endOf(take));
    return 0;
  }

  private settled(take: EndedTake): SettledTake {
    const predictionId = predictionIdOf(take);
    return {
      version: 1,
      settled: {
        outcome: outcomeOf(take),
        costMicroUsd: costOf(take),
        ...(predictionId === undefined ? {} : { predictionId }),
        at: this.clock.now(),
      },
    };
  }
}

function outcomeOf({ state }: EndedTake): SettledTake['settled']['outcome'] {
  return state.name === 'done' ? 'done' : state.code;
}

function costOf({ state, intent }: EndedTake): number {
  return state.name === 'done' ? intent.priceMicroUsd : state.costMicroUsd;
}

function clipOf(take: TakeIn<'done'>): DataOf<typeof ClipGenerated> {
  const { intent, sent, state } = take;
  const { jobId, scene, take: number, planned, previousLastFrame } = intent.request;
  return {
    jobId,
    scene,
    take: number,
    clip: state.clip,
    model: intent.model,
    predictionId: state.predictionId,
    costUsd: usdOf(costOf(take)),
    providerSeconds: state.providerSeconds,
    adaptations: sent?.adaptations ?? [],
    seam: planned.seam,
    ...(previousLastFrame ? { previousLastFrame } : {}),
  };
}

function failureOf(take: TakeIn<'failed'>): DataOf<typeof SceneFailed> {
  const { jobId, scene, take: number } = take.intent.request;
  const { code, detail, retakeMayHelp } = take.state;
  return { jobId, scene, take: number, code, detail, retakeMayHelp, costUsd: usdOf(costOf(take)) };
}

function endOf(take: EndedTake): TakeEnd {
  const { state, intent } = take;
  return {
    outcome: outcomeOf(take),
    model: intent.model,
    costUsd: usdOf(costOf(take)),
    providerSeconds: state.name === 'done' ? state.providerSeconds : undefined,
  };
}
