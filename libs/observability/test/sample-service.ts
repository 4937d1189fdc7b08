import { Controller, Get, Inject, Injectable, Logger, Module } from '@nestjs/common';
import { trace } from '@opentelemetry/api';
import { z } from 'zod';
import {
  type MessageObserver,
  messageObserver,
  Metrics,
  parseSettings,
  readinessCheck,
  secretText,
  type ServiceDefinition,
  serviceEnvironment,
  type ServiceSettings,
  serviceSettingsOf,
  withLogContext,
} from '../src/index.js';

const environment = z.object({ ...serviceEnvironment, SAMPLE_TOKEN: secretText() });

/** A neighbour that can be switched off. */
@Injectable()
export class Neighbour {
  answers = true;

  ping(): Promise<void> {
    return this.answers ? Promise.resolve() : Promise.reject(new Error('the neighbour does not answer'));
  }
}

const METRICS_OBSERVER = Symbol('METRICS_OBSERVER');

/** Does what a handler does: logs, counts, inside a span and a log context. */
@Controller()
class SampleController {
  readonly #logger = new Logger('Sample');

  constructor(
    private readonly metrics: Metrics,
    private readonly neighbour: Neighbour,
    @Inject(METRICS_OBSERVER) private readonly observer: MessageObserver,
  ) {}

  @Get('work')
  work(): Promise<{ traceId: string }> {
    return trace.getTracer('sample').startActiveSpan('work', async (span) => {
      const facts = { message: { name: 'SceneRequested' }, jobId: 'job-1' };
      await this.observer.around(facts, () => this.handle());
      this.observer.handled(facts.message, 'acked', 0.5);
      span.end();
      return { traceId: span.spanContext().traceId };
    });
  }

  @Get('fail')
  fail(): never {
    throw new Error('unexpected', { cause: new Error('r8_0123456789abcdefghijklmnop is not accepted') });
  }

  @Get('silence')
  silence(): { answers: boolean } {
    this.neighbour.answers = false;
    return this.neighbour;
  }

  async handle(): Promise<void> {
    await Promise.resolve();
    withLogContext({ scene: 2 }, () => this.#logger.log('scene handled', { key: 'jobs/1', token: 'sample' }));
    this.#logger.error('the neighbour refused', { err: new Error('no', { cause: new Error('why') }) });
    this.metrics.cost.add({ model: 'veo_3_1_fast', operation: 'video' }, 0.6);
    this.metrics.stageDuration.observe({ stage: 'stitch' }, 1.5);
  }
}

@Module({
  controllers: [SampleController],
  providers: [Neighbour, { provide: METRICS_OBSERVER, inject: [Metrics], useFactory: messageObserver }],
})
class SampleModule {}

/** The sample as a service's main.ts would describe it. */
export function sampleDefinition(env: NodeJS.ProcessEnv = process.env): ServiceDefinition<ServiceSettings> {
  return {
    name: 'sample',
    version: '0.0.1',
    settings: () => serviceSettingsOf(parseSettings(environment, env)),
    module: () => SampleModule,
    readiness: [readinessCheck('neighbour', Neighbour, (neighbour) => neighbour.ping())],
  };
}
