import { NativeLogger, PinoLogger } from 'nestjs-pino';
import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';
import type { LogSettings } from '../settings/service-environment.js';
import { activeTrace } from '../telemetry/active-trace.js';
import { logContext } from './log-context.js';
import { scrubberOf } from './scrub.js';

/** How a logger is made. */
export interface LoggerOptions extends LogSettings {
  readonly service: string;
  readonly version: string;
  /** Texts that must never be seen in a line, besides what looks like a secret. */
  readonly secrets?: readonly string[];
  /** Where lines go (default: standard output). */
  readonly destination?: DestinationStream;
}

async function terminal(format: LogSettings['format']): Promise<DestinationStream | undefined> {
  if (format !== 'pretty' || !process.stdout.isTTY) return undefined;
  const { default: pretty } = await import('pino-pretty');
  return pretty({ sync: true, ignore: 'pid,hostname,service,version', translateTime: 'SYS:HH:MM:ss' });
}

/**
 * Makes the logger: one JSON object a line with `level` as a word, `time` in ISO 8601, `service`, `trace_id` and
 * `span_id` of the active span and the fields of the log context. Secrets are taken out of the finished line, so
 * that no depth of nesting hides one.
 */
export async function createLogger({
  level,
  format,
  service,
  version,
  secrets = [],
  destination,
}: LoggerOptions): Promise<Logger> {
  const stream = destination ?? (await terminal(format)) ?? pino.destination({ dest: 1, sync: true });
  const options = {
    level,
    base: { service, version },
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    mixin: () => ({ ...activeTrace(), ...logContext() }),
    hooks: { streamWrite: scrubberOf(secrets) },
  };
  return pino(options, stream);
}

/**
 * Lets Nest's `Logger` write through ours. `logger.log('clip stored', { key, bytes })` puts the fields into the
 * line; an error goes in as `{ err }` and is written with its cause.
 */
export function nestLogger(logger: Logger): LoggerService {
  const params = { pinoHttp: { logger }, nativeLogger: { structuredParams: true, flattenParams: true } };
  return new NativeLogger(new PinoLogger(params), params);
}
