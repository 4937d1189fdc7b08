import type { Provider, Type } from '@nestjs/common';
import type { GatewaySettings } from '../config.js';
import { DutyKeeper } from '../duties/duty-keeper.js';
import { BotService } from './bot.service.js';
import { EarlierUpdates } from './earlier-updates.service.js';
import { IntroduceService } from './introduce.service.js';
import { END_PROCESS, LiveService } from './live.service.js';
import { NoBotNotice } from './no-bot-notice.js';
import { PollingService } from './polling.service.js';
import { ReceiveService } from './receive.service.js';
import { UpdateController } from './update.controller.js';
import { webhookControllerAt } from './webhook.controller.js';
import { WebhookService } from './webhook.service.js';

/** What hears of updates, and where they are brought to. */
export function updateControllers({ telegram }: Pick<GatewaySettings, 'telegram'>): Type[] {
  const webhook = telegram?.webhook;
  return webhook
    ? [UpdateController, webhookControllerAt(new URL(webhook.url).pathname)]
    : [UpdateController];
}

/** What takes updates in; without a token nothing comes, and what was left from before is refused. */
export function updateProviders({ telegram }: Pick<GatewaySettings, 'telegram'>): Provider[] {
  if (telegram === undefined) return [BotService, EarlierUpdates, NoBotNotice];
  return [
    ReceiveService,
    EarlierUpdates,
    DutyKeeper,
    IntroduceService,
    PollingService,
    WebhookService,
    LiveService,
    { provide: END_PROCESS, useValue: () => process.exit(1) },
    BotService,
  ];
}
