import { startTelemetry, type Telemetry } from '@kinoline/observability';
import type { Environment } from './environment.js';

/**
 * Starts tracing for a command, by the standard OTEL_* variables; off without them. Those that stand in `.env` are
 * put into the process's environment first, where the SDK looks for them.
 */
export function startCommandTelemetry(env: Environment): Promise<Telemetry> {
  const standard = Object.entries(env).filter(([name]) => name.startsWith('OTEL_'));
  Object.assign(process.env, Object.fromEntries(standard));
  return startTelemetry({ service: env['OTEL_SERVICE_NAME'] ?? 'kinoline-cli', version: '0.1.0', env });
}
