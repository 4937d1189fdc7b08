import { setTimeout as pause } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Coalescing } from './coalescing.js';
import { LandingService } from '../clips/landing.service.js';
import { PainterService } from './painter.service.js';
import { WatchList } from './watch-list.js';

/** How long a shutdown waits for what has begun, in milliseconds. */
const finishWithinMs = 5_000;

/**
 * Sees to it that the chat of a job shows what it should, in the background: whatever fails is done at the next round
 * (see RoundsService), also by another replica and after a restart.
 */
@Injectable()
export class CareService implements BeforeApplicationShutdown {
  private readonly logger = new Logger(CareService.name);
  private readonly drawing = new Coalescing();
  private readonly landing = new Coalescing();
  private ended = false;

  constructor(
    private readonly watchList: WatchList,
    private readonly painter: PainterService,
    private readonly clips: LandingService,
  ) {}

  /** What has begun may be finished; the rest is left to the next round, of whichever replica. */
  async beforeApplicationShutdown(): Promise<void> {
    this.ended = true;
    await Promise.race([this.idle(), pause(finishWithinMs, undefined, { ref: false })]);
  }

  /** The job changed: from now on it is looked after until its chat shows everything. */
  async wake(jobId: string): Promise<void> {
    await this.watch(jobId);
    void this.draw(jobId);
    this.land(jobId);
  }

  /** As {@link wake}, from the next round on: whoever calls it draws the job first. */
  watch(jobId: string): Promise<void> {
    return this.watchList.add(jobId);
  }

  /**
   * Draws the status message. Never throws.
   *
   * @param below - as a new message at the end of the chat
   */
  draw(jobId: string, below = false): Promise<void> {
    return this.calmly(jobId, 'status not drawn', () =>
      below ? this.painter.draw(jobId, below) : this.drawing.run(jobId, () => this.painter.draw(jobId)),
    );
  }

  /** Shows the clips that are due, in the background: an upload may take many minutes, and no chat waits for another's. */
  land(jobId: string): void {
    if (this.ended) return;
    const landing = (): Promise<void> => this.calmly(jobId, 'clips not shown', () => this.clips.land(jobId));
    void this.landing.run(jobId, landing);
  }

  /** Resolves when nothing is drawn or shown. */
  async idle(): Promise<void> {
    await Promise.all([this.drawing.idle(), this.landing.idle()]);
  }

  private async calmly(jobId: string, failure: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.logger.warn(`${failure}, tried again at the next round`, { jobId, err: error });
    }
  }
}
