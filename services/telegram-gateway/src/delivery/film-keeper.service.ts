import { Inject, Injectable, Logger } from '@nestjs/common';
import type { DeliveredFilm, ShownJob } from '../jobs/shown-job.js';
import { timeKey } from '../jobs/shown-job.js';
import { PEOPLE, type People } from '../people/people.js';
import { wordsFor } from '../people/words-for.js';
import { TELEGRAM_CHATS, type TelegramChats } from '../ports.js';
import { type Dictionary, DICTIONARY } from '../words/words.js';
import type { StoredFilm } from './delivery-way.js';
import { oldFilmButtons } from './film-buttons.js';
import { keptFilmOf, withFilm } from './kept-film.js';

/** Keeps what was delivered: in the person's history, and as the one film of its job that can be changed. */
@Injectable()
export class FilmKeeper {
  private readonly logger = new Logger(FilmKeeper.name);

  constructor(
    @Inject(PEOPLE) private readonly people: People,
    @Inject(TELEGRAM_CHATS) private readonly chats: TelegramChats,
    @Inject(DICTIONARY) private readonly dictionary: Dictionary,
  ) {}

  /** Puts a delivered film into its person's history; again, it changes nothing. */
  async keep(job: ShownJob, film: StoredFilm, { cut, fileId }: DeliveredFilm): Promise<void> {
    const { personId } = job.request.requester;
    const at = job.times[timeKey('delivered', cut)] ?? new Date().toISOString();
    const kept = keptFilmOf(job, film, { at, fileId });
    if (await this.people.read(personId)) {
      await this.people.change(personId, (person) => withFilm(person, kept));
    }
    await this.retire(job, cut);
  }

  /** The films before cannot be changed any more: their buttons go. Where that fails, a press on them says so. */
  private async retire(job: ShownJob, cut: number): Promise<void> {
    const { jobId } = job;
    const { chatId, personId, locale } = job.request.requester;
    const before = job.delivered.findLast((film) => film.cut < cut)?.messageId;
    if (chatId === undefined || before === undefined) return;
    try {
      const words = wordsFor(this.dictionary, await this.people.read(personId), locale);
      await this.chats.editButtons(chatId, before, oldFilmButtons({ jobId }, words));
    } catch (error) {
      this.logger.debug('the buttons under an older film stay', { jobId, err: error });
    }
  }
}
