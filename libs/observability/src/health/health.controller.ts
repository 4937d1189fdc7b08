import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import {
  HealthCheckService,
  HealthIndicatorService,
  type HealthCheckResult,
  type HealthIndicatorResult,
} from '@nestjs/terminus';
import { Registry } from 'prom-client';
import { Metrics } from '../metrics/metrics.js';
import { HEALTH_OPTIONS, type HealthOptions, type ReadinessCheck } from './readiness.js';

const defaultTimeoutMs = 2_000;

/** The pages that Kubernetes, Prometheus and the stack read. */
@Controller()
export class HealthController {
  readonly #health: HealthCheckService;
  readonly #indicators: HealthIndicatorService;
  readonly #metrics: Metrics;
  readonly #modules: ModuleRef;
  readonly #options: HealthOptions;

  constructor(
    health: HealthCheckService,
    indicators: HealthIndicatorService,
    metrics: Metrics,
    modules: ModuleRef,
    @Inject(HEALTH_OPTIONS) options: HealthOptions,
  ) {
    this.#health = health;
    this.#indicators = indicators;
    this.#metrics = metrics;
    this.#modules = modules;
    this.#options = options;
  }

  /** Says that the process answers; it asks nobody else, so that a broken neighbour never gets it restarted. */
  @Get('health/live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** 200 when everything the service needs answers in time, else 503 with what does not. */
  @Get('health/ready')
  ready(): Promise<HealthCheckResult> {
    return this.#health.check(this.#options.readiness.map((check) => () => this.#ask(check)));
  }

  /** Every metric in the OpenMetrics text format. */
  @Get('metrics')
  @Header('content-type', Registry.OPENMETRICS_CONTENT_TYPE)
  metrics(): Promise<string> {
    return this.#metrics.text();
  }

  async #ask({ name, of, check }: ReadinessCheck): Promise<HealthIndicatorResult> {
    const provider = this.#modules.get<never>(of, { strict: false });
    const attempt = this.#indicators.check(name).attempt(async ({ signal }) => {
      await check(provider, signal);
    });
    return attempt.withTimeout(this.#options.timeoutMs ?? defaultTimeoutMs);
  }
}
