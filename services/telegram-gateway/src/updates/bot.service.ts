import { setTimeout } from 'node:timers/promises';
import { PermanentError, RetryableError } from '@kinoline/messaging';
import { Inject, Injectable } from '@nestjs/common';
import { type GatewaySettings, SETTINGS } from '../config.js';
import type { BotIdentity } from '../telegram/bot-identity.js';

/** Who the bot is, once Telegram has told. */
@Injectable()
export class BotService {
  private known: BotIdentity | undefined;
  private readonly meeting = Promise.withResolvers<undefined>();

  constructor(@Inject(SETTINGS) private readonly settings: Pick<GatewaySettings, 'telegram'>) {}

  /** Telegram told it. */
  learn(identity: BotIdentity): void {
    this.known = identity;
    this.meeting.resolve(undefined);
  }

  /** Whether Telegram told it. */
  isKnown(): boolean {
    return this.known !== undefined;
  }

  /**
   * Waits until Telegram told it, for so long at most; without a token there is nothing to wait for.
   *
   * @throws the signal's reason
   */
  async met(withinMs: number, signal: AbortSignal): Promise<void> {
    if (this.known || !this.settings.telegram) return;
    const wait = setTimeout(withinMs, undefined, { signal, ref: false }).catch(() => {
      signal.throwIfAborted();
    });
    await Promise.race([this.meeting.promise, wait]);
  }

  /** @throws PermanentError without a token, RetryableError before Telegram was reached */
  identity(): BotIdentity {
    if (this.known) return this.known;
    if (!this.settings.telegram) throw new PermanentError('this gateway has no bot: set BOT_TOKEN');
    throw new RetryableError('Telegram has not told yet who the bot is');
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
