import { UpdateReceived } from '@kinoline/contracts';
import { MESSAGE_PUBLISHER, type MessagePublisher, PermanentError } from '@kinoline/messaging';
import { Metrics } from '@kinoline/observability';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { allowedUpdates } from '../telegram/read-update-schema.js';
import { readUpdate } from '../telegram/read-update.js';
import { noTalk, talkNameOf } from '../telegram/talk-name.js';
import { BotService } from './bot.service.js';
import type { RawUpdate } from './telegram-updates.js';

/** Takes updates from Telegram into the line, where each is handled once, by any replica. */
@Injectable()
export class ReceiveService {
  private readonly logger = new Logger(ReceiveService.name);

  constructor(
    @Inject(MESSAGE_PUBLISHER) private readonly publisher: MessagePublisher,
    private readonly metrics: Metrics,
    private readonly bot: BotService,
  ) {}

  /**
   * Says that an update came; one that came before is refused by the line and that is well. An update that can never be
   * said is left out with an error in the log: it would stand before all others for ever.
   *
   * @throws RetryableError when the line did not take it: Telegram must keep it
   */
  async receive(update: RawUpdate): Promise<void> {
    const kind = allowedUpdates.find((each) => each in update) ?? 'other';
    try {
      const said = await this.publisher.say(UpdateReceived, {
        talk: this.talkOf(update),
        updateId: Number(update['update_id']),
        update,
      });
      this.metrics.telegramUpdates.add({ kind, outcome: said });
    } catch (error) {
      if (!(error instanceof PermanentError)) throw error;
      this.metrics.telegramUpdates.add({ kind, outcome: 'left-out' });
      this.logger.error('an update cannot be said and is left out', {
        updateId: update['update_id'],
        err: error,
      });
    }
  }

  private talkOf(update: RawUpdate): string {
    const event = this.bot.isKnown() ? readUpdate(update, this.bot.identity()) : undefined;
    return event ? talkNameOf(event) : noTalk;
  }
}
