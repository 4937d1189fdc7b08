export { type Environment, parseSettings, SettingsError } from './settings/parse-settings.js';
export {
  booleanText,
  decimalNumber,
  dollarAmount,
  httpUrl,
  secretText,
  wholeNumber,
} from './settings/pieces.js';
export {
  type LogLevel,
  type LogSettings,
  serviceEnvironment,
  type ServiceSettings,
  serviceSettingsOf,
} from './settings/service-environment.js';
export { startTelemetry, type Telemetry, type TelemetryOptions } from './telemetry/start-telemetry.js';
export { activeTrace, type TraceIds } from './telemetry/active-trace.js';
export { Metrics } from './metrics/metrics.js';
export { MetricsModule } from './metrics/metrics.module.js';
export { messageObserver, type MessageObserver } from './metrics/message-observer.js';
export { createLogger, type LoggerOptions, nestLogger } from './logging/logger.js';
export { type LogContext, logContext, withLogContext } from './logging/log-context.js';
export { scrub } from './logging/scrub.js';
export { HealthModule } from './health/health.module.js';
export { type HealthOptions, type ReadinessCheck, readinessCheck } from './health/readiness.js';
export type { RunningService, ServiceDefinition } from './service/definition.js';
export { runService } from './service/run-service.js';
export { startService } from './service/start-service.js';
