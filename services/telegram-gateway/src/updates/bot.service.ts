import { PermanentError, RetryableError } from '@kinoline/messaging';
import { Inject, Injectable } from '@nestjs/common';
import { type GatewaySettings, SETTINGS } from '../config.js';
import type { BotIdentity } from '../telegram/bot-identity.js';

/** How soon an update is looked at again that came before Telegram told who the bot is. */
const soonMs = 2_000;

/** Who the bot is, once Telegram has told. */
@Injectable()
export class BotService {
  private known: BotIdentity | undefined;

  constructor(@Inject(SETTINGS) private readonly settings: Pick<GatewaySettings, 'telegram'>) {}

  /** Telegram told it. */
  learn(identity: BotIdentity): void {
    this.known = identity;
  }

  /** Whether Telegram told it. */
  isKnown(): boolean {
    return this.known !== undefined;
  }

  /** @throws PermanentError without a token, RetryableError before Telegram was reached */
  identity(): BotIdentity {
    if (this.known) return this.known;
    if (!this.settings.telegram) throw new PermanentError('this gateway has no bot: set BOT_TOKEN');
    throw new RetryableError('Telegram has not told yet who the bot is', { delayMs: soonMs });
  }

  /**
   * For readiness: a bot was met once since the start, or there is none. A later outage of Telegram changes nothing:
   * restarting helps nobody then, and facts of the line are still heard.
   *
   * @throws RetryableError
   */
  async check(): Promise<void> {
    if (this.settings.telegram) await Promise.resolve(this.identity());
  }
}
