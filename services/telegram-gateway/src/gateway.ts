import { JetStreamStrategy, MessagingReadiness } from '@kinoline/messaging';
import { readinessCheck, type ServiceDefinition } from '@kinoline/observability';
import { AppModule } from './app.module.js';
import { type GatewaySettings, readSettings } from './config.js';
import { BotService } from './updates/bot.service.js';

/** The service, as its process starts it. */
export const gateway: ServiceDefinition<GatewaySettings> = {
  name: 'telegram-gateway',
  version: '0.1.0',
  settings: readSettings,
  module: (settings) => AppModule.forRoot(settings),
  readiness: [
    readinessCheck('nats', MessagingReadiness, (nats) => nats.check()),
    readinessCheck('telegram', BotService, (bot) => bot.check()),
  ],
  strategy: (app) => app.get(JetStreamStrategy),
};
