import { Inject, Injectable, Logger } from '@nestjs/common';
import { type GatewaySettings, SETTINGS } from '../config.js';
import { JOB_DESK, type JobDesk } from '../jobs/job-desk.js';
import type { ShownJob } from '../jobs/shown-job.js';
import { PEOPLE, type People } from '../people/people.js';
import { wordsFor } from '../people/words-for.js';
import { TELEGRAM_CHATS, type TelegramChats } from '../ports.js';
import { UploadUnclearError } from '../telegram/chat-errors.js';
import type { Screen } from '../telegram/screen.js';
import { type Dictionary, DICTIONARY, type Words } from '../words/words.js';
import { newestCut } from './change/standing.js';
import { type CutName, filmButtons, oldFilmButtons } from './film-buttons.js';
import type { FilmDesk } from './film-desk.js';
import { hindranceOf } from './giving-up.js';
import type { SentFilm } from './film-sender.service.js';
import { FilmAgain, type FilmWish } from './history/film-again.service.js';
import { goneScreen } from './history/film-lines.js';

/** See {@link FilmDesk}. */
@Injectable()
export class FilmDeskService implements FilmDesk {
  private readonly keptDays: number;
  private readonly logger = new Logger(FilmDeskService.name);

  constructor(
    @Inject(PEOPLE) private readonly people: People,
    @Inject(JOB_DESK) private readonly jobs: JobDesk,
    @Inject(DICTIONARY) private readonly dictionary: Dictionary,
    @Inject(TELEGRAM_CHATS) private readonly chats: TelegramChats,
    @Inject(SETTINGS) { keptDays }: Pick<GatewaySettings, 'keptDays'>,
    private readonly again: FilmAgain,
  ) {
    this.keptDays = keptDays.films;
  }

  async sendAgain(
    { jobId }: CutName,
    { chatId, personId }: Parameters<FilmDesk['sendAgain']>[1],
  ): Promise<void> {
    const person = await this.people.read(personId);
    const words = wordsFor(this.dictionary, person, 'en');
    const kept = person?.films.find((film) => film.jobId === jobId);
    if (!kept) return this.say(chatId, { html: words.html('forgotten'), rows: [] });
    const job = await this.jobs.find(jobId);
    const wish = { kept, chatId, personId, words, rows: rowsFor(kept, job, words) };
    const sent = await this.sent(wish);
    if (sent === 'gone') {
      const about = { isKnown: job !== undefined, keptDays: this.keptDays };
      return this.say(chatId, goneScreen(kept, about, words));
    }
    if (sent !== 'told' && job && isMissedBy(chatId, job, kept)) {
      await this.jobs.brought(jobId, { cut: kept.cut, ...sent });
    }
  }

  /** What the person can see, and try again, themselves is not repeated: an upload whose answer was lost, a store that is away. */
  private async sent(wish: FilmWish): Promise<SentFilm | 'gone' | 'told'> {
    try {
      return await this.again.send(wish);
    } catch (error) {
      const isUnclear = error instanceof UploadUnclearError;
      if (!isUnclear && hindranceOf(error) !== 'store') throw error;
      const { jobId } = wish.kept;
      this.logger.warn('a film that was to be sent again may not have arrived', { jobId, err: error });
      const html = wish.words.html(isUnclear ? 'delivery-again-unclear' : 'delivery-again-away');
      await this.say(wish.chatId, { html, rows: [] });
      return 'told';
    }
  }

  private async say(chatId: string, screen: Screen): Promise<void> {
    await this.chats.send(chatId, screen);
  }
}

/** Whether a film was left in the store, and this is the chat that it could not be brought to. */
function isMissedBy(chatId: string, { request, delivered }: ShownJob, { cut }: CutName): boolean {
  const isLeft = delivered.some((film) => film.cut === cut && film.by === 'store');
  return isLeft && request.requester.chatId === chatId;
}

/** Only the newest film of a job that is still known can be changed; one that is forgotten cannot even be made again. */
function rowsFor(film: CutName, job: ShownJob | undefined, words: Words): Screen['rows'] {
  if (!job) return [];
  return newestCut(job) === film.cut ? filmButtons(film, words) : oldFilmButtons(film, words);
}
