import { MediaStoreError } from '@kinoline/media-store';
import { type MessageContext, PermanentError, RetryableError } from '@kinoline/messaging';
import { Metrics } from '@kinoline/observability';
import { Injectable, Logger } from '@nestjs/common';
import { JobFollower } from '../jobs/follower.js';
import { type DeliveredFilm, type ShownJob, timeKey } from '../jobs/shown-job.js';
import {
  ChatBusyError,
  ChatGoneError,
  ChatRefusedError,
  ChatUnreachableError,
} from '../telegram/chat-errors.js';
import type { StoredFilm } from './delivery-way.js';
import { hindranceOf } from './giving-up.js';
import { isStoryHeard } from './film-story.js';
import { FilmKeeper } from './film-keeper.service.js';
import { FilmParcels } from './film-parcels.service.js';
import { FilmSender } from './film-sender.service.js';

/** A film goes without what is not heard of it by then: after some 40 seconds. */
const mostWaits = 4;

/** How a film was heard of. */
export type HeardFilm = Pick<MessageContext, 'delivery' | 'lastDelivery' | 'signal'>;

/**
 * Brings films into the chats they were asked for in, at least once. The upload is recorded before it begins, and the film
 * as soon as it stands in the chat: so a film that may be twice in the chat is known as such, and one that was recorded
 * is never sent again.
 */
@Injectable()
export class ChatDelivery {
  private readonly logger = new Logger(ChatDelivery.name);

  constructor(
    private readonly follower: JobFollower,
    private readonly parcels: FilmParcels,
    private readonly sender: FilmSender,
    private readonly keeper: FilmKeeper,
    private readonly metrics: Metrics,
  ) {}

  /**
   * Brings a film into its chat, unless it stands there already or a newer one is being made. One that was left in the
   * store is brought after all.
   *
   * @param job - as it is shown now
   * @returns how the person has it; undefined when they get a newer one instead
   * @throws RetryableError when not everything was heard that is told of it; UploadUnclearError when it may have arrived;
   * what TelegramChats and MediaStore throw otherwise
   */
  async bring(job: ShownJob, film: StoredFilm, heard: HeardFilm): Promise<DeliveredFilm['by'] | undefined> {
    const { jobId, cut } = film;
    if (job.cut > cut) {
      this.logger.log('film not delivered: there is a newer cut', { jobId, cut, newer: job.cut });
      return undefined;
    }
    const known = job.delivered.find((delivered) => delivered.cut === cut && delivered.by !== 'store');
    const delivered = known ?? (await this.send(job, film, heard));
    // Again for one that was recorded before a crash: what follows from it may not have been done.
    await this.settle(job, film, delivered);
    return delivered.by;
  }

  /**
   * Gives up to bring a film. Nothing of it is lost: it is in the history of its person, the job is settled, and the
   * status message says so, with a button that sends it.
   *
   * @param cause - what the last try threw
   * @returns how the person has it: it may have been brought before something else failed
   */
  async leave(job: ShownJob, film: StoredFilm, cause: unknown): Promise<DeliveredFilm['by']> {
    const { jobId, cut } = film;
    const hindrance = hindranceOf(cause);
    const left = { cut, by: 'store', ...(hindrance === 'film-gone' && { gone: true as const }) } as const;
    const { by } = await this.settle(job, film, left);
    if (by !== 'store') return by;
    this.metrics.filmsNotBrought.add({ hindrance });
    this.logger.error('a film could not be brought and is left in the store; its person can send for it', {
      ...{ jobId, cut, hindrance, err: cause },
    });
    return by;
  }

  /** Records how the person has the film, and keeps it for them. @returns what is recorded of it */
  private async settle(job: ShownJob, film: StoredFilm, had: DeliveredFilm): Promise<DeliveredFilm> {
    const { jobId, cut } = film;
    const at = job.times[timeKey('delivered', cut)] ?? new Date().toISOString();
    const noted = (await this.follower.note(jobId, { name: 'FilmBrought', film: had, at })) ?? job;
    const recorded = noted.delivered.find((delivered) => delivered.cut === cut) ?? had;
    await this.keeper.keep(noted, film, recorded);
    return recorded;
  }

  private async send(
    job: ShownJob,
    film: StoredFilm,
    { delivery, lastDelivery, signal }: HeardFilm,
  ): Promise<DeliveredFilm> {
    const { jobId, cut } = film;
    if (!isStoryHeard(job, film) && delivery <= mostWaits && !lastDelivery) {
      throw new RetryableError(`not everything is known yet that is told of cut ${cut} of job ${jobId}`);
    }
    const attempt = attemptAt(job, film);
    try {
      const parcel = await this.parcels.pack(job, film, attempt.lost);
      const beforeSending = (): Promise<void> => this.begin(attempt);
      const { by, messageId, fileId } = await this.metrics.stageDuration.time({ stage: 'deliver' }, () =>
        this.sender.send({ ...parcel, beforeSending }, signal),
      );
      return { cut, by, messageId, ...(fileId !== undefined && { fileId }) };
    } catch (error) {
      const { tries } = attempt;
      if (attempt.begun && leavesNothing(error)) {
        await this.follower.note(jobId, { name: 'DeliveryUnsent', cut, tries });
      }
      if (!(error instanceof ChatGoneError)) throw error;
      this.logger.log('film left in the store: its chat is gone', { jobId, cut });
      this.metrics.filmsDelivered.add({ way: 'store' });
      return { cut, by: 'store' };
    }
  }

  /** Records, right before Telegram gets the film, that from now on it may stand in the chat. */
  private async begin(attempt: Attempt): Promise<void> {
    if (attempt.begun) return;
    const { jobId, cut, tries, lost } = attempt;
    await this.follower.note(jobId, { name: 'DeliveryBegun', cut, tries });
    attempt.begun = true;
    if (lost === 0) return;
    this.metrics.possibleDuplicates.add({});
    this.logger.warn('possible duplicate: an earlier upload of this film may stand in the chat', {
      ...{ jobId, cut, tries, lost },
    });
  }
}

/** One try of bringing a film. */
interface Attempt {
  readonly jobId: string;
  readonly cut: number;
  /** Which try it is, from 1. */
  readonly tries: number;
  /** Tries before it that may have left the film in the chat. */
  readonly lost: number;
  begun: boolean;
}

function attemptAt({ delivering }: ShownJob, { jobId, cut }: StoredFilm): Attempt {
  const { tries = 0, unsent = [] } = delivering?.cut === cut ? delivering : {};
  return { jobId, cut, tries: tries + 1, lost: tries - unsent.length, begun: false };
}

/** Whether a failed upload surely left nothing in the chat; of anything unknown it is not sure. */
function leavesNothing(error: unknown): boolean {
  const sure = [
    ChatBusyError,
    ChatGoneError,
    ChatRefusedError,
    ChatUnreachableError,
    MediaStoreError,
    PermanentError,
  ];
  return sure.some((type) => error instanceof type);
}
