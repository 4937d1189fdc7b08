import type { Metrics } from '@kinoline/observability';
import type { TakeEnd, TakeMetrics } from '../ports.js';

/** Counts takes with the line's instruments. */
export class PrometheusTakeMetrics implements TakeMetrics {
  constructor(private readonly metrics: Metrics) {}

  /** A take with a clip is not at its end yet: the framer, which checks the clip, counts it. */
  ended({ outcome, model, costUsd, providerSeconds }: TakeEnd): void {
    if (outcome !== 'done') this.metrics.takes.add({ model, outcome });
    if (costUsd > 0) this.metrics.cost.add({ model, operation: 'video' }, costUsd);
    if (providerSeconds !== undefined)
      this.metrics.stageDuration.observe({ stage: 'predict' }, providerSeconds);
  }

  looked(result: 'running' | 'ended' | 'failed'): void {
    this.metrics.predictionLooks.add({ result });
  }

  dayBudget({
    reserved,
    spent,
    limit,
  }: {
    reserved: number;
    spent: number;
    limit: number | undefined;
  }): void {
    this.metrics.dayBudget.set({ part: 'reserved' }, reserved);
    this.metrics.dayBudget.set({ part: 'spent' }, spent);
    if (limit !== undefined)
      this.metrics.dayBudget.set({ part: 'left' }, Math.max(0, limit - reserved - spent));
  }
}
