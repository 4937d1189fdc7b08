import { Metrics } from '@kinoline/observability';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { PEOPLE, type People } from '../../people/people.js';
import type { KeptFilm } from '../../people/person.js';
import { TELEGRAM_CHATS, type TelegramChats } from '../../ports.js';
import { ChatRefusedError } from '../../telegram/chat-errors.js';
import type { Screen } from '../../telegram/screen.js';
import type { Words } from '../../words/words.js';
import { FilmSender, type SentFilm } from '../film-sender.service.js';
import { hindranceOf } from '../giving-up.js';
import { withFileId } from '../kept-film.js';
import { StoredFilms } from '../stored-films.js';
import { againCaption } from './film-lines.js';

/** A film that a person wants to see again. */
export interface FilmWish {
  readonly kept: KeptFilm;
  readonly chatId: string;
  readonly personId: string;
  readonly words: Words;
  readonly rows: Screen['rows'];
}

/** Sends films again: for nothing where Telegram keeps them, else from the store. */
@Injectable()
export class FilmAgain {
  private readonly logger = new Logger(FilmAgain.name);

  constructor(
    @Inject(TELEGRAM_CHATS) private readonly chats: TelegramChats,
    @Inject(PEOPLE) private readonly people: People,
    private readonly sender: FilmSender,
    private readonly stored: StoredFilms,
    private readonly metrics: Metrics,
  ) {}

  /** @returns how it stands in the chat now. @throws as FilmSender */
  async send(wish: FilmWish): Promise<SentFilm | 'gone'> {
    const known = await this.sendKept(wish);
    if (known) return known;
    const film = await this.stored.find(wish.kept);
    if (!film) return 'gone';
    const { kept, words, chatId, rows } = wish;
    const parcel = { chatId, film, words, rows, madeAt: new Date(kept.at), lost: 0 };
    const caption = (remarks: readonly string[]): string => againCaption(kept, remarks, words);
    try {
      const sent = await this.sender.send({ ...parcel, caption });
      await this.remember(wish, sent);
      return sent;
    } catch (error) {
      if (hindranceOf(error) === 'film-gone') return 'gone';
      throw error;
    }
  }

  /** By its file id; Telegram may not know it any more, for example because the bot has another token now. */
  private async sendKept({ kept, chatId, words, rows }: FilmWish): Promise<SentFilm | undefined> {
    const { fileId, jobId } = kept;
    if (fileId === undefined) return undefined;
    try {
      const video = { fileId, captionHtml: againCaption(kept, [], words), rows };
      const sent = await this.chats.sendKeptVideo(chatId, video);
      this.metrics.filmsDelivered.add({ way: 'kept' });
      this.logger.log('film sent again', { jobId, by: 'kept' });
      return { by: 'video', ...sent };
    } catch (error) {
      if (!(error instanceof ChatRefusedError)) throw error;
      this.logger.warn('Telegram does not keep a film any more', { jobId, err: error });
      return undefined;
    }
  }

  private async remember({ personId, kept }: FilmWish, { by, fileId }: SentFilm): Promise<void> {
    this.logger.log('film sent again', { jobId: kept.jobId, by });
    if (fileId === undefined) return;
    await this.people.change(personId, (person) => withFileId(person, kept, fileId));
  }
}
