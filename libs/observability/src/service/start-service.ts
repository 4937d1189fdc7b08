import type { Logger } from 'pino';
import { createLogger } from '../logging/logger.js';
import { secretsOf } from '../logging/scrub.js';
import { SettingsError } from '../settings/parse-settings.js';
import type { ServiceSettings } from '../settings/service-environment.js';
import type { RunningService, ServiceDefinition } from './definition.js';
import { runService } from './run-service.js';

const defaultShutdownMs = 30_000;

/** One clear line for the person who starts the process, and exit code 1. */
function refuse(service: string, error: unknown): never {
  const text = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${service}: ${text.replaceAll(/\s+/g, ' ')}\n`);
  process.exit(1);
}

/** Ends the process in order at SIGTERM and SIGINT; a second signal ends it at once, as signals do. */
function endOnSignal(running: RunningService, logger: Logger, withinMs: number): void {
  const end = (signal: NodeJS.Signals): void => {
    logger.info({ signal }, 'shutting down');
    setTimeout(() => {
      logger.error(`not shut down within ${withinMs} ms`);
      process.exit(1);
    }, withinMs).unref();
    running.close().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'the shutdown failed');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
}

/** An error nobody caught leaves the process in an unknown state: it is logged, and whoever runs it starts it anew. */
function endOnLostError(logger: Logger): void {
  const end = (error: unknown): void => {
    logger.fatal({ err: error }, 'an error nobody caught');
    process.exit(1);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}

/**
 * The whole `main.ts` of a service: settings, logger, telemetry, application, HTTP, transport, and an orderly end at
 * SIGTERM and SIGINT. A wrong setting or a failed start is one line on standard error that names the variable or the
 * reason, and exit code 1; a log line is written for the latter too.
 */
export async function startService<Settings extends ServiceSettings>(
  definition: ServiceDefinition<Settings>,
): Promise<RunningService> {
  const { name: service, version } = definition;
  const settings = read(definition);
  const logger = await createLogger({ ...settings.log, service, version, secrets: secretsOf(process.env) });
  endOnLostError(logger);
  try {
    const running = await runService(definition, settings, logger);
    endOnSignal(running, logger, definition.shutdownWithinMs ?? defaultShutdownMs);
    return running;
  } catch (error) {
    logger.fatal({ err: error }, 'the service cannot start');
    return refuse(service, error);
  }
}

function read<Settings extends ServiceSettings>({ name, settings }: ServiceDefinition<Settings>): Settings {
  try {
    return settings();
  } catch (error) {
    if (error instanceof SettingsError) return refuse(name, error);
    throw error;
  }
}
