import { MessagingModule } from '@kinoline/messaging';
import { messageObserver, Metrics } from '@kinoline/observability';
import { type DynamicModule, Module } from '@nestjs/common';
import { AbsentChat } from './adapters/absent-chat.js';
import type { GatewaySettings } from './config.js';
import { DeliverController } from './delivery/deliver.controller.js';
import { DeliverService } from './delivery/deliver.service.js';
import { CHAT } from './delivery/chat.js';

/** The gateway: which adapter stands behind which port. */
@Module({})
export class AppModule {
  static forRoot(settings: GatewaySettings): DynamicModule {
    return {
      module: AppModule,
      imports: [
        MessagingModule.forRoot({
          service: 'telegram-gateway',
          nats: settings.nats,
          observer: { inject: [Metrics], useFactory: messageObserver },
        }),
      ],
      controllers: [DeliverController],
      providers: [DeliverService, { provide: CHAT, useClass: AbsentChat }],
    };
  }
}
