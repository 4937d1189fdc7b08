import type { AddressInfo } from 'node:net';
import { type DynamicModule, Module, type NestApplicationOptions } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter, type NestExpressApplication } from '@nestjs/platform-express';
import type { Logger } from 'pino';
import { HealthModule } from '../health/health.module.js';
import { nestLogger } from '../logging/logger.js';
import { MetricsModule } from '../metrics/metrics.module.js';
import type { ServiceSettings } from '../settings/service-environment.js';
import { startTelemetry } from '../telemetry/start-telemetry.js';
import type { RunningService, ServiceDefinition } from './definition.js';

/** The largest JSON that is read: a provider's webhook repeats pictures that were sent as data URIs. */
const jsonBodyMaxBytes = 4_000_000;

/** The root: the service's module with metrics and health around it. */
@Module({})
class ServiceModule {}

function rootOf<Settings extends ServiceSettings>(
  { module, readiness = [] }: ServiceDefinition<Settings>,
  settings: Settings,
): DynamicModule {
  return {
    module: ServiceModule,
    imports: [MetricsModule, HealthModule.forRoot({ readiness }), module(settings)],
  };
}

async function createApp<Settings extends ServiceSettings>(
  definition: ServiceDefinition<Settings>,
  settings: Settings,
  logger: Logger,
): Promise<NestExpressApplication> {
  const root = rootOf(definition, settings);
  const options: Pick<NestApplicationOptions, 'logger' | 'abortOnError' | 'rawBody'> = {
    logger: nestLogger(logger),
    // Errors of the start are to be thrown, not printed and swallowed by an exit.
    abortOnError: false,
    // A signed request is checked byte for byte.
    rawBody: true,
  };
  const app = await NestFactory.create<NestExpressApplication>(root, new ExpressAdapter(), options);
  app.disable('x-powered-by');
  app.useBodyParser('json', { limit: jsonBodyMaxBytes });
  const strategy = definition.strategy?.(app);
  if (strategy !== undefined) app.connectMicroservice({ strategy }, { inheritAppConfig: true });
  return app;
}

function urlOf(app: NestExpressApplication, host: string): string {
  const { port } = app.getHttpServer().address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/**
 * Starts a service inside this process: telemetry, application, HTTP, then the transport. The health pages answer
 * while the transport still waits for its server.
 *
 * @throws whatever keeps the service from starting; what was started until then is closed.
 */
export async function runService<Settings extends ServiceSettings>(
  definition: ServiceDefinition<Settings>,
  settings: Settings,
  logger: Logger,
): Promise<RunningService> {
  const { name: service, version } = definition;
  const telemetry = await startTelemetry({ service, version, warn: (message) => logger.warn(message) });
  try {
    const app = await createApp(definition, settings, logger);
    const close = once(async () => {
      await app.close();
      await telemetry.shutdown();
    });
    await listen(app, settings, logger, close);
    return { app, url: urlOf(app, settings.http.host), close };
  } catch (error) {
    await telemetry.shutdown();
    throw error;
  }
}

async function listen(
  app: NestExpressApplication,
  { http }: ServiceSettings,
  logger: Logger,
  close: () => Promise<void>,
): Promise<void> {
  try {
    await app.listen(http.port, http.host);
    logger.info({ listening: urlOf(app, http.host) }, 'health and metrics listen');
    await app.startAllMicroservices();
    logger.info('started');
  } catch (error) {
    await close();
    throw error;
  }
}

function once(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= run());
}
