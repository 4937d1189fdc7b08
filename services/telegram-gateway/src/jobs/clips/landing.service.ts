import { IntegrityError, ObjectMissingError } from '@kinoline/media-store';
import type { Documents } from '@kinoline/messaging';
import { Metrics } from '@kinoline/observability';
import { Inject, Injectable, Logger } from '@nestjs/common';
import PQueue from 'p-queue';
import { VideoFiles } from '../../media/video-files.js';
import { TELEGRAM_CHATS, type TelegramChats } from '../../ports.js';
import { ChatGoneError, ChatRefusedError, UploadUnclearError } from '../../telegram/chat-errors.js';
import { dollars } from '../../words/figures.js';
import { chatOf } from '../chat-of.js';
import { clipDue, mostTries, placeOf, type RenderedTake } from './clip-due.js';
import { withoutPerson } from '../presence.js';
import { shownAfter } from '../shown-after.js';
import { type ShownJob, takeKey } from '../shown-job.js';
import { SHOWN_JOBS } from '../shown-jobs.js';
import { StatusScreens } from '../status/status-screens.service.js';

/** So many clips lie on the local disk at once while they are uploaded. */
const uploadsAtOnce = 4;

/**
 * Shows each scene in the chat as soon as it is made. The upload is recorded before it begins: a clip whose upload
 * broke off with the process is sent once more, which may be twice in the chat and is counted; one whose answer was
 * lost is not.
 */
@Injectable()
export class LandingService {
  private readonly logger = new Logger(LandingService.name);
  private readonly uploads = new PQueue({ concurrency: uploadsAtOnce });

  constructor(
    @Inject(SHOWN_JOBS) private readonly jobs: Documents<ShownJob>,
    @Inject(TELEGRAM_CHATS) private readonly chats: TelegramChats,
    private readonly files: VideoFiles,
    private readonly screens: StatusScreens,
    private readonly metrics: Metrics,
  ) {}

  /** Shows the clips of a job that are due, one after the other. */
  async land(jobId: string): Promise<void> {
    for (;;) {
      const job = await this.jobs.read(jobId);
      const take = job && clipDue(job, new Date());
      if (!job || !take) return;
      await this.uploads.add(() => this.show(job, take));
    }
  }

  private async show(job: ShownJob, take: RenderedTake): Promise<void> {
    const tries = (job.clips[takeKey(take)]?.tries ?? 0) + 1;
    if (tries > mostTries) return this.done(job, take, 'given-up');
    if (!(await this.claim(job, take, tries))) return;
    if (tries > 1) {
      this.metrics.clipsShown.add({ outcome: 'possible-duplicate' });
      const { scene, take: number } = take;
      this.logger.warn('possible duplicate: an earlier upload of this clip may stand in the chat', {
        ...{ jobId: job.jobId, scene, take: number, tries },
      });
    }
    try {
      await this.send(job, take);
    } catch (error) {
      return this.failed(job, take, tries, error);
    }
    await this.done(job, take, 'shown');
  }

  private async send(job: ShownJob, take: RenderedTake): Promise<void> {
    const { words } = await this.screens.sources(job, new Date());
    const price = dollars(take.costUsd);
    const captionHtml = words.html('job-clip', { ...placeOf(job, take), take: take.take, price });
    const thumbnail = await this.files.thumbnail(take.thumbnail, undefined);
    const { seconds, width, height } = take;
    await this.files.fetched(take.clip, undefined, (open) =>
      this.chats.sendVideo(chatOf(job), {
        fileName: `scene-${take.scene}-take-${take.take}.mp4`,
        open,
        captionHtml,
        rows: [],
        ...{ seconds, width, height, silent: true },
        ...(thumbnail && { thumbnail }),
      }),
    );
  }

  private async failed(job: ShownJob, take: RenderedTake, tries: number, error: unknown): Promise<void> {
    const about = { jobId: job.jobId, scene: take.scene, take: take.take, err: error };
    if (error instanceof ChatGoneError) {
      await this.release(job, take, tries);
      await this.jobs.change(job.jobId, (known) => known && withoutPerson(known, job));
    } else if (error instanceof UploadUnclearError) {
      this.logger.warn('a clip may stand in its chat: its answer was lost', about);
      await this.done(job, take, 'unclear');
    } else if (error instanceof ChatRefusedError) {
      this.logger.error('Telegram refuses a clip', about);
      await this.done(job, take, 'refused');
    } else if (error instanceof ObjectMissingError || error instanceof IntegrityError) {
      this.logger.warn('a clip is not shown: the store has it no more', about);
      await this.done(job, take, 'missing');
    } else {
      await this.release(job, take, tries);
      throw error;
    }
  }

  /** Whoever writes it first shows the clip. */
  private async claim(job: ShownJob, take: RenderedTake, tries: number): Promise<boolean> {
    const at = new Date().toISOString();
    const fact = { name: 'ClipBegun', scene: take.scene, take: take.take, tries, at } as const;
    let claimed = false;
    await this.jobs.change(job.jobId, (known) => {
      const clip = known?.clips[takeKey(take)];
      // Its own write, when it is unknown whether it arrived.
      if (clip?.tries === tries && clip.triedAt === at) return known;
      claimed = known !== undefined && (clip?.tries ?? 0) === tries - 1;
      return known && claimed ? shownAfter(known, fact) : undefined;
    });
    return claimed;
  }

  /** Nothing arrived: it is as if it had not been tried. */
  private async release(job: ShownJob, take: RenderedTake, tries: number): Promise<void> {
    const key = takeKey(take);
    const before = job.clips[key];
    await this.jobs.change(job.jobId, (known) => {
      if (known?.clips[key]?.tries !== tries) return known;
      const others = Object.entries(known.clips).filter(([other]) => other !== key);
      return { ...known, clips: { ...Object.fromEntries(others), ...(before && { [key]: before }) } };
    });
  }

  private async done({ jobId }: ShownJob, { scene, take }: RenderedTake, outcome: string): Promise<void> {
    this.metrics.clipsShown.add({ outcome });
    const fact = { name: 'ClipShown', scene, take, at: new Date().toISOString() } as const;
    await this.jobs.change(jobId, (known) => known && shownAfter(known, fact));
  }
}
