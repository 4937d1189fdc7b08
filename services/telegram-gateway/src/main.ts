import 'reflect-metadata';
import { JetStreamStrategy, MessagingReadiness } from '@kinoline/messaging';
import { readinessCheck, startService } from '@kinoline/observability';
import { AppModule } from './app.module.js';
import { readSettings } from './config.js';

await startService({
  name: 'telegram-gateway',
  version: '0.1.0',
  settings: readSettings,
  module: (settings) => AppModule.forRoot(settings),
  readiness: [readinessCheck('nats', MessagingReadiness, (nats) => nats.check())],
  strategy: (app) => app.get(JetStreamStrategy),
});
