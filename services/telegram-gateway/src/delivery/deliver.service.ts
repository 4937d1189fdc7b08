import {
  type DataOf,
  type FilmStitched,
  JobCancelled,
  JobDelivered,
  JobRequested,
  type Requester,
} from '@kinoline/contracts';
import {
  MESSAGE_HISTORY,
  MESSAGE_PUBLISHER,
  type MessageContext,
  type MessageHistory,
  type MessagePublisher,
  PermanentError,
} from '@kinoline/messaging';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { CHAT, type Chat } from './chat.js';

/** Brings finished films to those who asked for them. */
@Injectable()
export class DeliverService {
  readonly #logger = new Logger(DeliverService.name);

  constructor(
    @Inject(MESSAGE_HISTORY) private readonly history: MessageHistory,
    @Inject(MESSAGE_PUBLISHER) private readonly publisher: MessagePublisher,
    @Inject(CHAT) private readonly chat: Chat,
  ) {}

  /**
   * Delivers a film the way its job was asked for and says JobDelivered; a film that was delivered before, or whose
   * job was cancelled meanwhile, is left alone.
   *
   * @throws PermanentError when nobody is known to have asked, or there is no way to them.
   */
  async deliver(
    film: DataOf<typeof FilmStitched>,
    { signal }: Pick<MessageContext, 'signal'>,
  ): Promise<void> {
    const { jobId, cut } = film;
    if (await this.history.first(JobDelivered, { jobId, cut })) return;
    if (await this.history.first(JobCancelled, { jobId, cut })) {
      this.#logger.log('film not delivered: its job was cancelled', { jobId, cut });
      return;
    }
    const by = await this.bring(film, await this.requesterOf(jobId), signal);
    await this.publisher.say(JobDelivered, { jobId, cut, film: film.film, by });
    this.#logger.log('film delivered', { jobId, cut, by });
  }

  private async requesterOf(jobId: string): Promise<Requester> {
    const job = await this.history.first(JobRequested, { jobId });
    if (job === undefined) {
      throw new PermanentError(`nobody is known to have asked for job ${jobId}: its JobRequested is gone`);
    }
    return job.data.requester;
  }

  /** The command line fetches the film from the store itself: nothing is left to bring. */
  private async bring(
    film: DataOf<typeof FilmStitched>,
    to: Requester,
    signal: AbortSignal,
  ): Promise<DataOf<typeof JobDelivered>['by']> {
    switch (to.channel) {
      case 'cli':
        return 'store';
      case 'telegram':
        return this.chat.bring(film, to, { signal });
    }
  }
}
