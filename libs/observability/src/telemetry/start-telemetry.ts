import { setTimeout as pause } from 'node:timers/promises';
import { diag, DiagLogLevel } from '@opentelemetry/api';
import { ATTR_SERVICE_NAME, ATTR_SERVICE_VERSION } from '@opentelemetry/semantic-conventions';
import type { Environment } from '../settings/parse-settings.js';

/** Who exports spans. */
export interface TelemetryOptions {
  /** `service.name`, unless OTEL_SERVICE_NAME or OTEL_RESOURCE_ATTRIBUTES say otherwise. */
  readonly service: string;
  readonly version: string;
  /** Where the OTEL_* variables are read to decide whether to start (default: this process's). */
  readonly env?: Environment;
  /** Told when spans cannot be exported. */
  readonly warn?: (message: string) => void;
}

/** Running telemetry. */
export interface Telemetry {
  /** False when nothing was started, since no OTLP endpoint is set. */
  readonly started: boolean;
  /** Exports what is left, for at most three seconds, and stops. Never rejects. */
  shutdown(): Promise<void>;
}

const off: Telemetry = { started: false, shutdown: () => Promise.resolve() };

const flushWithinMs = 3_000;

/** Whether the standard variables ask for traces: an endpoint is set, and the SDK is not disabled. */
export function tracesAreWanted(env: Environment): boolean {
  const endpoint = env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'] ?? env['OTEL_EXPORTER_OTLP_ENDPOINT'] ?? '';
  return endpoint !== '' && env['OTEL_SDK_DISABLED']?.toLowerCase() !== 'true';
}

function reportProblems(warn: (message: string) => void): void {
  const silent = (): void => undefined;
  const report = (message: string): void => warn(`telemetry: ${message}`);
  const logger = { error: report, warn: report, info: silent, debug: silent, verbose: silent };
  diag.setLogger(logger, { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true });
}

/**
 * Starts OpenTelemetry tracing by the standard OTEL_* variables (endpoint, protocol `grpc`, `http/protobuf` or
 * `http/json`, headers, sampler). Without an endpoint nothing is started and the SDK, which is heavy, is not even
 * loaded. Metrics are Prometheus's and logs are lines here, so neither is exported by OTLP. To be called before the
 * first span is made.
 */
export async function startTelemetry({
  service,
  version,
  env = process.env,
  warn,
}: TelemetryOptions): Promise<Telemetry> {
  if (!tracesAreWanted(env)) return off;
  const [{ NodeSDK }, { defaultResource, resourceFromAttributes }] = await Promise.all([
    import('@opentelemetry/sdk-node'),
    import('@opentelemetry/resources'),
  ]);
  if (warn !== undefined) reportProblems(warn);
  const named = resourceFromAttributes({ [ATTR_SERVICE_NAME]: service, [ATTR_SERVICE_VERSION]: version });
  const sdk = new NodeSDK({
    resource: defaultResource().merge(named),
    instrumentations: [],
    metricReaders: [],
    logRecordProcessors: [],
  });
  sdk.start();
  const flushed = async (): Promise<void> => {
    await sdk
      .shutdown()
      .catch((error: unknown) => warn?.(`telemetry: last spans were not exported: ${String(error)}`));
  };
  return {
    started: true,
    shutdown: () => Promise.race([flushed(), pause(flushWithinMs, undefined, { ref: false })]),
  };
}
