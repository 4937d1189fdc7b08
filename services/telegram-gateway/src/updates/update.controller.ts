import { type Envelope, UpdateReceived } from '@kinoline/contracts';
import { Hears, type MessageContext } from '@kinoline/messaging';
import { Controller, Inject, Logger } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { JOB_DESK, type JobDesk } from '../jobs/job-desk.js';
import { mayHelp } from '../talk/may-help.js';
import { TalkService } from '../talk/talk.service.js';
import { type ChatEvent, isComing } from '../telegram/chat-event.js';
import { readUpdate } from '../telegram/read-update.js';
import { BotService } from './bot.service.js';
import { EarlierUpdates } from './earlier-updates.service.js';

/** How long an update waits for a Telegram that was not reached yet, before it is tried again later, in milliseconds. */
const patienceMs = 20_000;

/** Hears of updates. */
@Controller()
export class UpdateController {
  private readonly logger = new Logger(UpdateController.name);

  constructor(
    private readonly bot: BotService,
    private readonly earlier: EarlierUpdates,
    private readonly talk: TalkService,
    @Inject(JOB_DESK) private readonly jobs: JobDesk,
  ) {}

  /** Something happened in a chat. */
  @Hears(UpdateReceived)
  async onUpdateReceived(
    @Payload() { data }: Envelope<typeof UpdateReceived>,
    @Ctx() context: MessageContext,
  ): Promise<void> {
    await context.aside(this.bot.met(patienceMs, context.signal));
    const event = readUpdate(data.update, this.bot.identity());
    if (event === undefined) return;
    try {
      // One that comes again may be what later ones wait for.
      if (context.delivery === 1) await this.earlier.over(event, context);
      await this.talk.hear(event, context);
      if (isComing(event)) await this.jobs.welcomeBack(event.sender.personId, event.chat.id);
    } catch (error) {
      const isOver = context.lastDelivery || !mayHelp(error);
      // What is stopped is handed back and comes again.
      if (isOver && !context.signal.aborted) await this.giveUp(event);
      throw error;
    }
  }

  private async giveUp(event: ChatEvent): Promise<void> {
    try {
      await this.talk.giveUp(event);
    } catch (error) {
      this.logger.warn('nobody could be told that their update failed', { err: error });
    }
  }
}
