import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { type GatewaySettings, SETTINGS } from '../config.js';
import { ChatRefusedError } from '../telegram/chat-errors.js';
import { patiently } from './patiently.js';
import { TELEGRAM_UPDATES, type TelegramUpdates } from './telegram-updates.js';
import { WebhookRefusedError } from './update-errors.js';

/** How often Telegram is asked how its deliveries go, in milliseconds. */
const lookEveryMs = 60_000;

type Webhook = Parameters<TelegramUpdates['setWebhook']>[0];

/** Has Telegram bring updates to the webhook, and looks after it. */
@Injectable()
export class WebhookService {
  private readonly logger = new Logger(WebhookService.name);
  private toldOfErrorAt = 0;
  private isSet = false;

  constructor(
    @Inject(TELEGRAM_UPDATES) private readonly updates: TelegramUpdates,
    @Inject(SETTINGS) private readonly settings: Pick<GatewaySettings, 'telegram'>,
  ) {}

  /** Sets it, in one try. @throws as {@link run}, and whatever else keeps it from being set */
  async begin(signal: AbortSignal): Promise<void> {
    const webhook = this.settings.telegram?.webhook;
    if (webhook !== undefined) await this.set(webhook, signal);
  }

  /** Until the signal fires. @throws TokenRefusedError; WebhookRefusedError when Telegram does not take the address */
  async run(signal: AbortSignal): Promise<void> {
    const webhook = this.settings.telegram?.webhook;
    if (webhook === undefined) return;
    const { logger } = this;
    if (!this.isSet) await this.setPatiently(webhook, signal);
    while (!signal.aborted) {
      const what = 'asking for the state of the webhook';
      const state = await patiently({ what, signal, logger }, () => this.updates.webhook(signal));
      this.report(state);
      if (state.url !== webhook.url) {
        this.logger.error('another program took the webhook away or set its own; it is set again');
        await this.setPatiently(webhook, signal);
      }
      await pause(lookEveryMs, undefined, { signal });
    }
  }

  private async setPatiently(webhook: Webhook, signal: AbortSignal): Promise<void> {
    const patience = { what: 'setting the webhook', signal, logger: this.logger };
    await patiently(patience, () => this.set(webhook, signal));
  }

  private async set(webhook: Webhook, signal: AbortSignal): Promise<void> {
    try {
      await this.updates.setWebhook(webhook, signal);
      this.isSet = true;
    } catch (error) {
      throw error instanceof ChatRefusedError ? new WebhookRefusedError(error.message) : error;
    }
  }

  private report({ waiting, lastError }: Awaited<ReturnType<TelegramUpdates['webhook']>>): void {
    if (this.toldOfErrorAt === 0) this.logger.log(`the webhook is set; ${waiting} updates wait`);
    if (lastError && lastError.at > this.toldOfErrorAt) {
      this.logger.warn(`Telegram could not deliver to the webhook: ${lastError.text}`, { waiting });
    }
    this.toldOfErrorAt = lastError?.at ?? 1;
  }
}
