import { Inject, Injectable, Logger } from '@nestjs/common';
import { type GeneratorSettings, SETTINGS } from '../config.js';
import {
  CLOCK,
  type Clock,
  PREDICTION_PROVIDER,
  type PredictionProvider,
  TAKE_STORE,
  type TakeStore,
} from '../ports.js';
import { nextLookMs } from '../prediction/look-schedule.js';
import { earliestMatch, matches } from '../prediction/match.js';
import type { Prediction } from '../prediction/prediction.js';
import type { Fact } from '../take/fact.js';
import type { TakeIn } from '../take/take.js';
import { takeAfter } from '../take/take-after.js';
import type { Progress, Step } from './step.js';

/** Sending, and nobody waits for the answer: look for the prediction at the provider; never send again. */
@Injectable()
export class ReconcileStep implements Step<'sending'> {
  private readonly logger = new Logger(ReconcileStep.name);

  constructor(
    @Inject(TAKE_STORE) private readonly takes: TakeStore,
    @Inject(PREDICTION_PROVIDER) private readonly provider: PredictionProvider,
    @Inject(SETTINGS) private readonly settings: Pick<GeneratorSettings, 'predictions'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(key: string, take: TakeIn<'sending'>, { repeats, signal }: Progress): Promise<number> {
    const fact = (await this.find(key, take, signal)) ?? this.windowClosed(take);
    if (!fact) return nextLookMs(repeats, take.intent.expectedSeconds, this.clock.chance());
    if (fact.kind === 'created') this.logger.log(`the lost prediction was found: ${fact.predictionId}`);
    await this.takes.change(key, (current) => takeAfter(current, fact));
    return 0;
  }

  /** Every prediction is claimed before it is used, so two takes that look alike never share one. */
  private async find(key: string, take: TakeIn<'sending'>, signal: AbortSignal): Promise<Fact | undefined> {
    const { sent, state } = take;
    if (!sent) return undefined;
    for (const candidate of await this.candidates(take, signal)) {
      if (!matches(candidate, sent, state.since, this.clock.now())) continue;
      if ((await this.takes.claim(candidate.id, key)) === key) {
        return { kind: 'created', predictionId: candidate.id, at: this.clock.now() };
      }
    }
    return undefined;
  }

  /** An unreadable list keeps the window open, up to the time by which any prediction has ended. */
  private async candidates({ state }: TakeIn<'sending'>, signal: AbortSignal): Promise<Prediction[]> {
    try {
      const listed: Prediction[] = [];
      for await (const each of this.provider.list(earliestMatch(state.since), { signal })) listed.push(each);
      return listed;
    } catch (error) {
      if (this.clock.now() - state.since < this.settings.predictions.deadlineMs || signal.aborted)
        throw error;
      return [];
    }
  }

  private windowClosed({ state }: TakeIn<'sending'>): Fact | undefined {
    const seconds = Math.round((this.clock.now() - state.since) / 1000);
    if (seconds * 1000 < this.settings.predictions.reconcileWindowMs) return undefined;
    const detail = `the provider's answer was lost, and no such prediction was in its list for ${seconds} s; it may have been paid for`;
    return { kind: 'never-found', detail };
  }
}
