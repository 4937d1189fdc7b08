import { Counter, Gauge, Histogram, type OpenMetricsContentType, type Registry } from 'prom-client';
import { activeSampledTrace } from '../telemetry/active-trace.js';

/** The registry all instruments of one application live in. */
export type MetricsRegistry = Registry<OpenMetricsContentType>;

/** The values of an instrument's labels; every value comes from a small, fixed set. */
export type LabelValues<Label extends string> = Readonly<Record<Label, string>>;

/** What an instrument is. */
export interface InstrumentDefinition<Label extends string> {
  /** As Prometheus names it; a counter ends in `_total`. */
  readonly name: string;
  readonly help: string;
  readonly labels: readonly Label[];
}

/** A sum that only grows; every step carries the active trace as its exemplar. */
export class CounterInstrument<Label extends string> {
  readonly #counter: Counter;

  constructor(registry: MetricsRegistry, { name, help, labels }: InstrumentDefinition<Label>) {
    const labelNames = [...labels];
    this.#counter = new Counter({ name, help, labelNames, registers: [registry], enableExemplars: true });
  }

  /** Adds `amount` (default 1). @throws Error when it is negative. */
  add(labels: LabelValues<Label>, amount = 1): void {
    const exemplarLabels = activeSampledTrace();
    this.#counter.inc({
      labels: { ...labels },
      value: amount,
      ...(exemplarLabels && { exemplarLabels: { ...exemplarLabels } }),
    });
  }
}

/** A value that rises and falls. */
export class GaugeInstrument<Label extends string> {
  readonly #gauge: Gauge;

  constructor(registry: MetricsRegistry, { name, help, labels }: InstrumentDefinition<Label>) {
    this.#gauge = new Gauge({ name, help, labelNames: [...labels], registers: [registry] });
  }

  set(labels: LabelValues<Label>, value: number): void {
    this.#gauge.set({ ...labels }, value);
  }
}

/** How values are spread over buckets; every value carries the active trace as its exemplar. */
export class HistogramInstrument<Label extends string> {
  readonly #histogram: Histogram;

  constructor(
    registry: MetricsRegistry,
    { name, help, labels, buckets }: InstrumentDefinition<Label> & { readonly buckets: readonly number[] },
  ) {
    const shape = { labelNames: [...labels], buckets: [...buckets] };
    this.#histogram = new Histogram({ name, help, ...shape, registers: [registry], enableExemplars: true });
  }

  observe(labels: LabelValues<Label>, value: number): void {
    const exemplarLabels = activeSampledTrace();
    this.#histogram.observe({
      labels: { ...labels },
      value,
      ...(exemplarLabels && { exemplarLabels: { ...exemplarLabels } }),
    });
  }

  /** Runs something and observes how many seconds it took, whether it ends well or not. */
  async time<T>(labels: LabelValues<Label>, run: () => Promise<T>): Promise<T> {
    const started = performance.now();
    try {
      return await run();
    } finally {
      this.observe(labels, (performance.now() - started) / 1_000);
    }
  }
}
