import type { DynamicModule, INestApplication, Type } from '@nestjs/common';
import type { CustomTransportStrategy } from '@nestjs/microservices';
import type { ReadinessCheck } from '../health/readiness.js';
import type { ServiceSettings } from '../settings/service-environment.js';

/** A service, as its `main.ts` describes it. */
export interface ServiceDefinition<Settings extends ServiceSettings> {
  /** "planner": names it in logs, traces and errors. */
  readonly name: string;
  readonly version: string;
  /** Reads the settings; the service's `config.ts`. It throws SettingsError. */
  readonly settings: () => Settings;
  /** The service's own module; metrics and health are added to it. */
  readonly module: (settings: Settings) => Type | DynamicModule;
  /** What must answer before the service is ready. */
  readonly readiness?: readonly ReadinessCheck[];
  /** The transport to connect, out of the application: `(app) => app.get(JetStreamStrategy)`. */
  readonly strategy?: (app: INestApplication) => CustomTransportStrategy;
  /** Milliseconds an orderly end may take before the process ends anyway (default 30,000). */
  readonly shutdownWithinMs?: number;
}

/** A service that runs. */
export interface RunningService {
  readonly app: INestApplication;
  /** `http://host:port` of its health pages. */
  readonly url: string;
  /** Stops pulling, finishes, closes, exports the last spans. Safe to repeat. */
  close(): Promise<void>;
}
