import { Inject, Injectable, Logger } from '@nestjs/common';
import { FILM_DESK, type FilmDesk } from '../delivery/film-desk.js';
import { JOB_DESK, type JobDesk } from '../jobs/job-desk.js';
import { QUOTAS, type Quotas } from '../people/quotas.js';
import { TELEGRAM_CHATS, type TelegramChats } from '../ports.js';
import { ChatGoneError, ChatRefusedError } from '../telegram/chat-errors.js';
import type { ChatEvent } from '../telegram/chat-event.js';
import type { Conversation } from '../conversation/conversation.js';
import type { Effect } from '../conversation/effect.js';
import { PanelService } from './panel.service.js';

/** Where an effect happens. */
export interface EffectPlace {
  /** Key of the conversation. */
  readonly key: string;
  readonly event: ChatEvent;
}

/** Does what a turn of a talk decided. */
@Injectable()
export class EffectsService {
  private readonly logger = new Logger(EffectsService.name);

  constructor(
    @Inject(TELEGRAM_CHATS) private readonly chats: TelegramChats,
    @Inject(JOB_DESK) private readonly desk: JobDesk,
    @Inject(FILM_DESK) private readonly films: FilmDesk,
    private readonly panel: PanelService,
    @Inject(QUOTAS) private readonly quotas: Quotas,
  ) {}

  async perform(effect: Effect, { key, event }: EffectPlace): Promise<void> {
    const chatId = event.chat.id;
    switch (effect.kind) {
      case 'answer-press':
        return this.ifTaken(() => this.chats.answerPress(effect.pressId, effect.toast));
      case 'panel':
        return this.panel.draw(key, event, effect.screen);
      case 'close-panel':
        return this.panel.close(key, event, effect.screen);
      case 'message':
        await this.chats.send(chatId, effect.screen);
        return;
      case 'tell':
        return this.ifTaken(() => this.chats.send(effect.chatId, effect.screen));
      case 'menu':
        return this.ifTaken(() => this.chats.setMenu(chatId, effect.commands));
      case 'buttons':
        await this.chats.editButtons(chatId, effect.messageId, effect.rows);
        return;
      case 'film-again':
        return this.films.sendAgain(effect, { chatId, personId: event.sender.personId });
      case 'begin-job':
        return this.begin(effect, key);
      case 'approve':
        return this.desk.approve(effect);
      case 'edit':
        return this.desk.edit(effect);
      case 'change':
        return this.desk.change(effect.data, effect.priceUsd);
      case 'cancel':
        return this.desk.cancel(effect);
      case 'show-job':
        return this.desk.show(effect);
    }
  }

  /** Frees what was set aside for orders of answers that were not recorded, where the talk does not place them after all. */
  async takeBack(lost: readonly Effect[], { pending }: Conversation): Promise<void> {
    for (const effect of lost) {
      if (effect.kind !== 'change') continue;
      const isPlaced = pending?.effects.some((owed) => owed.kind === 'change' && isSame(owed, effect));
      if (!isPlaced) await this.desk.withdraw(effect.data);
    }
  }

  /** Frees what was set aside for effects that will never be done, unless they were. */
  async abandon(effects: readonly Effect[], personId: string): Promise<void> {
    for (const effect of effects) {
      if (effect.kind === 'begin-job') await this.abandonJob(effect.request.jobId, personId);
      if (effect.kind === 'change') await this.desk.withdraw(effect.data);
    }
  }

  /** Frees what was set aside for a job that will never begin, unless it did. */
  async abandonJob(jobId: string, personId: string): Promise<void> {
    if (await this.desk.find(jobId)) return;
    await this.quotas.release(personId, jobId, 'rejected', new Date());
  }

  private async begin(effect: Extract<Effect, { kind: 'begin-job' }>, key: string): Promise<void> {
    const messageId = await this.panel.messageId(key);
    await this.desk.begin(effect, messageId);
    await this.panel.handOver(key, messageId);
  }

  /** Does what nobody misses where the chat is gone or Telegram does not take it. */
  private async ifTaken(call: () => Promise<unknown>): Promise<void> {
    try {
      await call();
    } catch (error) {
      if (!(error instanceof ChatGoneError || error instanceof ChatRefusedError)) throw error;
      this.logger.log(`left as it is: ${error.message}`);
    }
  }
}

type Ordered = Extract<Effect, { kind: 'change' }>;

/** Whether two orders change the same state of a job: the line takes one of them. */
function isSame({ data: one }: Ordered, { data: other }: Ordered): boolean {
  return one.jobId === other.jobId && one.revision === other.revision;
}
