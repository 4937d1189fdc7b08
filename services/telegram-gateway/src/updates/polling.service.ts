import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { DutyKeeper } from '../duties/duty-keeper.js';
import { mayHelp } from '../talk/may-help.js';
import { patiently, pauseAfter } from './patiently.js';
import { ReceiveService } from './receive.service.js';
import { TELEGRAM_UPDATES, type TelegramUpdates } from './telegram-updates.js';
import { UpdatesElsewhereError } from './update-errors.js';

/**
 * Fetches updates. One replica does so at a time: Telegram serves one. An update is confirmed only after it was said, so
 * whatever dies in between, Telegram delivers it again.
 */
@Injectable()
export class PollingService {
  private readonly logger = new Logger(PollingService.name);

  constructor(
    @Inject(TELEGRAM_UPDATES) private readonly updates: TelegramUpdates,
    private readonly duties: DutyKeeper,
    private readonly receiving: ReceiveService,
  ) {}

  /** Until the signal fires. @throws TokenRefusedError */
  run(stop: AbortSignal): Promise<void> {
    return this.duties.keep('polling', (signal) => this.poll(signal), stop);
  }

  private async poll(signal: AbortSignal): Promise<void> {
    const { logger } = this;
    // Nothing is fetched while a webhook is set.
    await patiently({ what: 'taking away the webhook', signal, logger }, () =>
      this.updates.deleteWebhook(signal),
    );
    let offset: number | undefined;
    for (let failures = 0; !signal.aborted;) {
      try {
        offset = await this.fetch(offset, signal);
        failures = 0;
      } catch (error) {
        failures += 1;
        await this.endure(error, failures, signal);
      }
    }
  }

  /** @throws the error when no try helps */
  private async endure(error: unknown, failures: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    if (!mayHelp(error)) throw error;
    await this.report(error, failures, signal);
    await pause(pauseAfter(error, failures), undefined, { signal }).catch(() => undefined);
  }

  /** @returns the number of the first update that was not said yet */
  private async fetch(offset: number | undefined, signal: AbortSignal): Promise<number | undefined> {
    let next = offset;
    for (const update of await this.updates.fetch(offset, signal)) {
      await this.receiving.receive(update);
      next = Number(update['update_id']) + 1;
      if (signal.aborted) break;
    }
    return next;
  }

  private async report(error: unknown, failures: number, signal: AbortSignal): Promise<void> {
    if (failures % 10 !== 1) return;
    if (error instanceof UpdatesElsewhereError) this.logger.error(await this.conflict(error, signal));
    else this.logger.warn(`updates cannot be fetched: ${String(error)}; trying on`);
  }

  private async conflict(error: Error, signal: AbortSignal): Promise<string> {
    const url = await this.updates.webhook(signal).then(
      (webhook) => webhook.url,
      () => '',
    );
    const cause =
      url === ''
        ? 'another program fetches them: a second gateway on another NATS, an old deployment or a script with the same BOT_TOKEN. Stop it, or let @BotFather give the bot a new token'
        : `a webhook at ${originOf(url)} was set meanwhile. Restart this gateway to take it away, or set TELEGRAM_WEBHOOK_URL`;
    return `updates of this bot go elsewhere (${error.message}): ${cause}`;
  }
}

/** Where an address leads, without what often is a secret: the rest of it. */
function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : 'another address';
}
