import { randomUUID } from 'node:crypto';
import type { Documents } from '@kinoline/messaging';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { type GatewaySettings, SETTINGS } from '../../config.js';
import { TELEGRAM_CHATS, type TelegramChats } from '../../ports.js';
import { ChatGoneError, ChatRefusedError } from '../../telegram/chat-errors.js';
import { announcementOf, isSummary } from './announcement.js';
import { chatOf } from '../chat-of.js';
import { type Drawn, nextStep } from './next-step.js';
import { withoutPerson } from '../presence.js';
import type { ShownJob, StatusMessage } from '../shown-job.js';
import { SHOWN_JOBS } from '../shown-jobs.js';
import { type Drawing, StatusScreens } from './status-screens.service.js';

/**
 * Draws the status message of a job. Each call of Telegram shows the newest state there is when it is made: however
 * much happens while one waits for its turn, there is one more call. Several replicas may draw at once: the one that
 * was last at Telegram sees afterwards that there is something newer.
 */
@Injectable()
export class PainterService {
  private readonly logger = new Logger(PainterService.name);

  constructor(
    @Inject(SHOWN_JOBS) private readonly jobs: Documents<ShownJob>,
    @Inject(TELEGRAM_CHATS) private readonly chats: TelegramChats,
    @Inject(SETTINGS) private readonly settings: Pick<GatewaySettings, 'statusEveryMs'>,
    private readonly screens: StatusScreens,
  ) {}

  /**
   * Draws until the message shows what it should.
   *
   * @param below - as a new message at the end of the chat
   */
  async draw(jobId: string, below = false): Promise<void> {
    let mine: Drawn | undefined;
    for (let anew = below; ; anew = false) {
      const job = await this.jobs.read(jobId);
      if (!job || job.chatGone) return;
      const now = new Date();
      const drawing = await this.screens.drawing(job, now);
      const { statusEveryMs: everyMs } = this.settings;
      const step = nextStep(job, { wanted: drawing, mine, below: anew, now, everyMs });
      if (step === 'nothing') return;
      mine = await this.reach(job, () =>
        step === 'edit' ? this.edit(job, drawing) : this.write(job, drawing),
      );
    }
  }

  /** Whether the message shows what it should, but for the time that passes. */
  async isDrawn(job: ShownJob): Promise<boolean> {
    if (job.chatGone) return true;
    const now = new Date();
    const wanted = await this.screens.drawing(job, now);
    const facts = { wanted, mine: undefined, below: false, now, everyMs: Number.POSITIVE_INFINITY };
    return job.status?.writing === undefined && nextStep(job, facts) === 'nothing';
  }

  /** @returns what was drawn; undefined when it is not known to stand there */
  private async edit(job: ShownJob, drawing: Drawing): Promise<Drawn | undefined> {
    const messageId = job.status?.messageId;
    if (messageId === undefined) return undefined;
    const outcome = await this.chats.edit(chatOf(job), messageId, drawing.screen);
    const { document } = await this.changeStatus(job, (status) => {
      if (status.messageId !== messageId) return status;
      if (outcome !== 'gone') return { ...status, ...noted(job, drawing) };
      return { ...status, messageId: undefined, deleted: status.deleted + 1 };
    });
    return outcome !== 'gone' && document?.status?.messageId === messageId ? drawing : undefined;
  }

  /** Writes a new message and takes the old one away; while one replica does, no other writes or edits. */
  private async write(job: ShownJob, drawing: Drawing): Promise<Drawn | undefined> {
    const writing = { by: randomUUID(), at: new Date().toISOString() };
    const { refused } = await this.changeStatus(job, (status) => {
      if (status.writing?.by === writing.by) return status;
      return status.writing?.by === job.status?.writing?.by ? { ...status, writing } : undefined;
    });
    if (refused) return undefined;
    const silent = job.status !== undefined && !announcementOf(job).anew;
    try {
      const messageId = await this.chats.send(chatOf(job), drawing.screen, { silent });
      await this.changeStatus(job, (status) => ({
        ...{ ...status, ...noted(job, drawing), messageId },
        writing: undefined,
      }));
    } catch (error) {
      await this.changeStatus(job, (status) =>
        status.writing?.by === writing.by ? { ...status, writing: undefined } : status,
      );
      throw error;
    }
    await this.takeAway(job);
    return drawing;
  }

  /** The message that stood there before; a summary stays under its film. */
  private async takeAway(job: ShownJob): Promise<void> {
    const { status } = job;
    if (status?.messageId === undefined || isSummary(status)) return;
    try {
      await this.chats.remove(chatOf(job), status.messageId);
    } catch (error) {
      this.logger.warn('an old status message stays in its chat', { jobId: job.jobId, err: error });
    }
  }

  private changeStatus(
    { jobId }: ShownJob,
    change: (status: StatusMessage) => StatusMessage | undefined,
  ): ReturnType<Documents<ShownJob>['change']> {
    return this.jobs.change(jobId, (job) => {
      const status = job && change(job.status ?? blankStatus);
      if (!job || !status) return undefined;
      return status === job.status ? job : { ...job, status };
    });
  }

  /** A chat that is gone is left alone; what Telegram refuses is not tried again until it is something else. */
  private async reach(job: ShownJob, call: () => Promise<Drawn | undefined>): Promise<Drawn | undefined> {
    try {
      return await call();
    } catch (error) {
      if (error instanceof ChatGoneError) {
        this.logger.log('nobody there to see the status of a job', { jobId: job.jobId });
        await this.jobs.change(job.jobId, (known) => known && withoutPerson(known, job));
        return undefined;
      }
      if (!(error instanceof ChatRefusedError)) throw error;
      this.logger.error('Telegram refuses the status of a job', { jobId: job.jobId, err: error });
      const drawing = await this.screens.drawing(job, new Date());
      await this.changeStatus(job, (status) => ({
        ...status,
        ...noted(job, drawing),
        deleted: refusedDeletions,
      }));
      return drawing;
    }
  }
}

const blankStatus: StatusMessage = {
  shown: '',
  shape: '',
  at: new Date(0).toISOString(),
  announced: '',
  deleted: 0,
};

/** A message that cannot be written is like one that the person does not want: only a question is tried again. */
const refusedDeletions = 2;

function noted(
  job: ShownJob,
  { shown, shape }: Drawing,
): Pick<StatusMessage, 'shown' | 'shape' | 'at' | 'announced'> {
  return { shown, shape, at: new Date().toISOString(), announced: announcementOf(job).key };
}
