import 'reflect-metadata';
import { MEDIA_STORE, type MediaStore } from '@kinoline/media-store';
import { JetStreamStrategy, MessagingReadiness } from '@kinoline/messaging';
import { readinessCheck, startService } from '@kinoline/observability';
import { AppModule } from './app.module.js';
import { readSettings } from './config.js';

await startService({
  name: 'stitcher',
  version: '0.1.0',
  settings: readSettings,
  module: (settings) => AppModule.forRoot(settings),
  readiness: [
    readinessCheck('nats', MessagingReadiness, (nats) => nats.check()),
    readinessCheck<MediaStore>('store', MEDIA_STORE, (store, signal) => store.ping({ signal })),
  ],
  strategy: (app) => app.get(JetStreamStrategy),
});
