import type { Documents } from '@kinoline/messaging';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import PQueue from 'p-queue';
import { type GatewaySettings, SETTINGS } from '../../config.js';
import { CareService } from './care.service.js';
import { clipsOwed } from '../clips/clip-due.js';
import { PainterService } from './painter.service.js';
import { isAtWork } from '../progress.js';
import type { ShownJob } from '../shown-job.js';
import { SHOWN_JOBS } from '../shown-jobs.js';
import { WatchList } from './watch-list.js';

/** So many jobs are looked after at once: what happens meanwhile in other chats is not kept waiting. */
const jobsAtOnce = 4;

/**
 * Goes round the jobs that need looking after, again and again: time passes in their status messages, and what could not
 * be shown before (Telegram was busy, the process died) is shown now. Every replica does; most of the time there is
 * nothing left for the second. A round waits for what is drawn, never for clips that are uploaded.
 */
@Injectable()
export class RoundsService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(RoundsService.name);
  private timer: NodeJS.Timeout | undefined;
  private going: Promise<void> = Promise.resolve();
  private ended = false;

  constructor(
    @Inject(SETTINGS) private readonly settings: Pick<GatewaySettings, 'statusEveryMs' | 'telegram'>,
    @Inject(SHOWN_JOBS) private readonly jobs: Documents<ShownJob>,
    private readonly watchList: WatchList,
    private readonly care: CareService,
    private readonly painter: PainterService,
  ) {}

  onApplicationBootstrap(): void {
    if (this.settings.telegram) this.goOn(0);
  }

  async onModuleDestroy(): Promise<void> {
    this.ended = true;
    clearTimeout(this.timer);
    await this.going;
  }

  /** One round. */
  async round(): Promise<void> {
    const queue = new PQueue({ concurrency: jobsAtOnce });
    const jobIds = await this.watchList.all();
    await queue.addAll(jobIds.map((jobId) => () => this.visit(jobId)));
  }

  private goOn(delayMs: number): void {
    if (this.ended) return;
    this.timer = setTimeout(() => {
      this.going = this.safeRound().then(() => this.goOn(this.settings.statusEveryMs));
    }, delayMs);
  }

  private async safeRound(): Promise<void> {
    try {
      await this.round();
    } catch (error) {
      this.logger.warn('a round broke off; the next one begins anew', { err: error });
    }
  }

  private async visit(jobId: string): Promise<void> {
    if (this.ended) return;
    await this.care.draw(jobId);
    this.care.land(jobId);
    if (await this.needsCare(jobId)) return;
    await this.watchList.remove(jobId);
    // Something may have happened to it since.
    if (await this.needsCare(jobId)) await this.watchList.add(jobId);
  }

  private async needsCare(jobId: string): Promise<boolean> {
    const job = await this.jobs.read(jobId);
    if (!job) return false;
    if (!job.chatGone && isAtWork(job)) return true;
    return clipsOwed(job).length > 0 || !(await this.painter.isDrawn(job));
  }
}
