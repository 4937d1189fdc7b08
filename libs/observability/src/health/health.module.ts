import { type DynamicModule, Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { MetricsModule } from '../metrics/metrics.module.js';
import { HealthController } from './health.controller.js';
import { HEALTH_OPTIONS, type HealthOptions } from './readiness.js';

/** `GET /health/live`, `GET /health/ready` and `GET /metrics`. */
@Module({})
export class HealthModule {
  static forRoot(options: HealthOptions): DynamicModule {
    return {
      module: HealthModule,
      // Terminus would log an error for every question while something is away; the answer itself says it.
      imports: [TerminusModule.forRoot({ logger: false }), MetricsModule],
      controllers: [HealthController],
      providers: [{ provide: HEALTH_OPTIONS, useValue: options }],
    };
  }
}
