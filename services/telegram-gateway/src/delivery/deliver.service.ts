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
import type { ShownJob } from '../jobs/shown-job.js';
import { ChatDelivery, type HeardFilm } from './chat-delivery.service.js';
import type { StoredFilm } from './delivery-way.js';
import { isHopeless } from './giving-up.js';

/** What is known besides of a film that is heard of. */
export interface HeardOf extends HeardFilm {
  /** When it was said, ISO 8601. */
  readonly at: string;
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
   * was cancelled meanwhile, is left alone. One that could not be brought is settled with the last try; heard of again (a
   * replayed dead letter), it is brought unless the person sent for it meanwhile.
   *
   * @throws PermanentError when nobody is known to have asked, or there is no way to them; what ChatDelivery throws
   */
  async deliver(film: StoredFilm, heard: HeardOf): Promise<void> {
    const { jobId, cut } = film;
    const before = await this.history.first(JobDelivered, { jobId, cut });
    if (before && before.data.by !== 'store') return;
    // What a chat shows of a job is kept for longer than the stream keeps its request: days later it is changed still.
    const job = await this.follower.hear({ name: 'FilmStitched', data: film, at: heard.at });
    if (!job && before) return;
    if (!job) await this.mustBeOfCommandLine(jobId);
    if (await this.isCancelled(film)) return;
    const by = job ? await this.bring(job, film, heard) : this.leave();
    if (by !== undefined) await this.delivered(film, by);
  }

  /** @throws what kept the film from its chat, also when it is settled: as a dead letter it is seen, and can be replayed */
  private async bring(job: ShownJob, film: StoredFilm, heard: HeardOf): Promise<Way | undefined> {
    try {
      return await this.chat.bring(job, film, heard);
    } catch (error) {
      // A shutdown says nothing about the film; it is heard of again.
      heard.signal.throwIfAborted();
      if (isHopeless(error, heard)) await this.delivered(film, await this.chat.leave(job, film, error));
      throw error;
    }
  }

  private async delivered(film: StoredFilm, by: Way): Promise<void> {
    const { jobId, cut } = film;
    await this.publisher.say(JobDelivered, { jobId, cut, film: film.film, by });
    this.logger.log('film delivered', { jobId, cut, by });
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
