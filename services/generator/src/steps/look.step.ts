import { Inject, Injectable } from '@nestjs/common';
import { type GeneratorSettings, SETTINGS } from '../config.js';
import {
  CLOCK,
  type Clock,
  PREDICTION_PROVIDER,
  type PredictionProvider,
  TAKE_METRICS,
  type TakeMetrics,
  TAKE_STORE,
  type TakeStore,
} from '../ports.js';
import { nextLookMs } from '../prediction/look-schedule.js';
import { outcomeOf, type StopReason } from '../prediction/outcome.js';
import type { Fact, Failure } from '../take/fact.js';
import type { TakeIn } from '../take/take.js';
import { takeAfter } from '../take/take-after.js';
import { traceRendering } from '../take-context.js';
import type { Progress, Step } from './step.js';

/** How long a prediction that was told to stop is still looked at, in milliseconds. */
const stopGraceMs = 60_000;

/** Waiting: look at the prediction; stop it when its job was cancelled or it takes too long. */
@Injectable()
export class LookStep implements Step<'waiting'> {
  constructor(
    @Inject(TAKE_STORE) private readonly takes: TakeStore,
    @Inject(PREDICTION_PROVIDER) private readonly provider: PredictionProvider,
    @Inject(SETTINGS) private readonly settings: Pick<GeneratorSettings, 'predictions'>,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(TAKE_METRICS) private readonly metrics: TakeMetrics,
  ) {}

  async run(key: string, take: TakeIn<'waiting'>, progress: Progress): Promise<number> {
    // Before the look: a provider that answers no questions may still take the order to stop.
    if (take.stop && !take.state.cancelSent) await this.cancel(key, take, progress.signal);
    const fact = (await this.look(take, progress.signal)) ?? this.overdue(take);
    if (fact) {
      if (fact.kind === 'succeeded') traceRendering(take.intent.model, fact.at, fact.providerSeconds);
      await this.takes.change(key, (current) => takeAfter(current, fact));
      return 0;
    }
    return nextLookMs(progress.repeats, take.intent.expectedSeconds, this.clock.chance());
  }

  /** The provider's word comes before any deadline of ours: a clip that is there is paid for. */
  private async look(take: TakeIn<'waiting'>, signal: AbortSignal): Promise<Fact | undefined> {
    try {
      const prediction = await this.provider.look(take.state.predictionId, { signal });
      const now = new Date(this.clock.now());
      const { failedCost } = this.settings.predictions;
      const fact = prediction
        ? outcomeOf(prediction, { stop: this.reasonToStop(take), failedCost, now })
        : unknown;
      this.metrics.looked(fact ? 'ended' : 'running');
      return fact;
    } catch (error) {
      this.metrics.looked('failed');
      if (signal.aborted || !this.overdue(take)) throw error;
      return undefined;
    }
  }

  /** The provider knows the deadline too (`Cancel-After`) and may be the first to act on it. */
  private reasonToStop({ state, stop }: TakeIn<'waiting'>): StopReason {
    if (stop) return stop.because;
    const nearlyDue = state.since + this.settings.predictions.deadlineMs * 0.9;
    return this.clock.now() >= nearlyDue ? 'provider-timeout' : undefined;
  }

  private overdue({ state, stop }: TakeIn<'waiting'>): Fact | undefined {
    const now = this.clock.now();
    if (stop)
      return now > stop.at + stopGraceMs ? { kind: 'ended', failure: unstopped(stop.because) } : undefined;
    if (now < state.since + this.settings.predictions.deadlineMs) return undefined;
    return { kind: 'stop-wanted', because: 'provider-timeout', at: now };
  }

  private async cancel(key: string, take: TakeIn<'waiting'>, signal: AbortSignal): Promise<void> {
    try {
      await this.provider.cancel(take.state.predictionId, { signal });
    } catch (error) {
      if (signal.aborted || !this.overdue(take)) throw error;
      return;
    }
    await this.takes.change(key, (current) => takeAfter(current, { kind: 'cancel-sent' }));
  }
}

const unknown: Fact = {
  kind: 'ended',
  failure: {
    code: 'provider-failed',
    detail: 'the provider does not know the prediction any more',
    retakeMayHelp: true,
    cost: 'price',
  },
};

function unstopped(because: 'cancelled' | 'provider-timeout'): Failure {
  const detail =
    'the provider did not confirm that the prediction was stopped; its price is counted as spent';
  return { code: because, detail, retakeMayHelp: because === 'provider-timeout', cost: 'price' };
}
