import { type DataOf, JobCancelled, JobDelivered, JobRequested } from '@kinoline/contracts';
import {
  MESSAGE_HISTORY,
  MESSAGE_PUBLISHER,
  type MessageHistory,
  type MessagePublisher,
  PermanentError,
} from '@kinoline/messaging';
import { Metrics } from '@kinoline/observability';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { JobFollower } from '../jobs/follower.js';
import { ChatDelivery } from './chat-delivery.service.js';
import type { StoredFilm } from './delivery-way.js';

/** What is known besides of a film that is heard of. */
export interface HeardOf {
  /** When it was said, ISO 8601. */
  readonly at: string;
  readonly signal: AbortSignal;
}

type Way = DataOf<typeof JobDelivered>['by'];

/** Brings finished films to those who asked for them. */
@Injectable()
export class DeliverService {
  private readonly logger = new Logger(DeliverService.name);

  constructor(
    @Inject(MESSAGE_HISTORY) private readonly history: MessageHistory,
    @Inject(MESSAGE_PUBLISHER) private readonly publisher: MessagePublisher,
    private readonly follower: JobFollower,
    private readonly chat: ChatDelivery,
    private readonly metrics: Metrics,
  ) {}

  /**
   * Delivers a film the way its job was asked for and says JobDelivered; a film that was delivered before, or whose cut
   * was cancelled meanwhile, is left alone.
   *
   * @throws PermanentError when nobody is known to have asked, or there is no way to them; what ChatDelivery throws
   */
  async deliver(film: StoredFilm, heard: HeardOf): Promise<void> {
    const { jobId, cut } = film;
    if (await this.history.first(JobDelivered, { jobId, cut })) return;
    const by = await this.bring(film, heard);
    if (by === undefined) return;
    await this.publisher.say(JobDelivered, { jobId, cut, film: film.film, by });
    this.logger.log('film delivered', { jobId, cut, by });
  }

  /** What a chat shows of a job is kept for longer than the stream keeps its request: days later it is changed still. */
  private async bring(film: StoredFilm, { at, signal }: HeardOf): Promise<Way | undefined> {
    const job = await this.follower.hear({ name: 'FilmStitched', data: film, at });
    if (!job) await this.mustBeOfCommandLine(film.jobId);
    if (await this.isCancelled(film)) return undefined;
    return job ? this.chat.bring(job, film, signal) : this.leave();
  }

  private async mustBeOfCommandLine(jobId: string): Promise<void> {
    const request = await this.history.first(JobRequested, { jobId });
    if (request === undefined) {
      throw new PermanentError(`nobody is known to have asked for job ${jobId}: its JobRequested is gone`);
    }
    if (request.data.requester.channel === 'telegram') {
      throw new PermanentError(`job ${jobId} came from a chat, but nothing is kept of it`);
    }
  }

  /** The command line fetches the film from the store itself: nothing is left to bring. */
  private leave(): Way {
    this.metrics.filmsDelivered.add({ way: 'store' });
    return 'store';
  }

  private async isCancelled({ jobId, cut }: StoredFilm): Promise<boolean> {
    const cancelled = await this.history.first(JobCancelled, { jobId, cut });
    if (cancelled) this.logger.log('film not delivered: its cut was cancelled', { jobId, cut });
    return cancelled !== undefined;
  }
}
