import { Metrics } from '@kinoline/observability';
import { Inject, Injectable, Logger } from '@nestjs/common';
import PQueue from 'p-queue';
import { type GatewaySettings, SETTINGS } from '../config.js';
import { type SentFile, TELEGRAM_CHATS, type TelegramChats } from '../ports.js';
import { ChatRefusedError } from '../telegram/chat-errors.js';
import type { Screen } from '../telegram/screen.js';
import type { Words } from '../words/words.js';
import { type LinkWay, type StoredFilm, type VideoWay, wayOf } from './delivery-way.js';
import { VideoFiles } from '../media/video-files.js';
import { fileNameOf, FilmLinks } from './film-links.service.js';
import { whileUploading } from './telling.js';

/** A film on its way to a chat. */
export interface FilmParcel {
  readonly chatId: string;
  readonly film: StoredFilm;
  readonly words: Words;
  /** The text with it. @param remarks - lines of HTML about how it comes, never to be left out */
  readonly caption: (remarks: readonly string[]) => string;
  readonly rows: Screen['rows'];
  /** When it was made: it is not kept for ever. */
  readonly madeAt: Date;
  /** Earlier uploads of it whose answer was lost. */
  readonly lost: number;
  /** Runs right before Telegram gets it; once more when it was refused and goes in another way. */
  readonly beforeSending?: () => Promise<void>;
}

/** A film that stands in a chat. */
export interface SentFilm {
  readonly by: 'video' | 'link';
  readonly messageId: number;
  /** Under which Telegram sends it again; none for a link. */
  readonly fileId?: string;
}

/** So many films lie on the local disk at once while they are uploaded. */
const uploadsAtOnce = 4;

/** Sends films from the store into chats: as a video where Telegram takes it, else as a link. */
@Injectable()
export class FilmSender {
  private readonly logger = new Logger(FilmSender.name);
  private readonly uploads = new PQueue({ concurrency: uploadsAtOnce });

  constructor(
    @Inject(TELEGRAM_CHATS) private readonly chats: TelegramChats,
    @Inject(SETTINGS) private readonly settings: Pick<GatewaySettings, 'telegram'>,
    private readonly files: VideoFiles,
    private readonly links: FilmLinks,
    private readonly metrics: Metrics,
  ) {}

  /**
   * Sends a film once.
   *
   * @throws UploadUnclearError when it is unknown whether it arrived; what else TelegramChats and MediaStore throw, then
   *   nothing arrived
   */
  async send(parcel: FilmParcel, signal?: AbortSignal): Promise<SentFilm> {
    const maxBytes = this.settings.telegram?.uploadMaxBytes ?? 0;
    const way = wayOf(parcel.film, maxBytes, parcel.lost);
    return whileUploading(this.chats, parcel.chatId, () =>
      way.kind === 'video' ? this.upload(parcel, way, signal) : this.link(parcel, way, signal),
    );
  }

  private async upload(
    parcel: FilmParcel,
    way: VideoWay,
    signal: AbortSignal | undefined,
  ): Promise<SentFilm> {
    try {
      const sent = await this.uploads.add(() => this.video(parcel, way, signal), {
        ...(signal && { signal }),
      });
      const labels = { way: way.smaller ? 'smaller' : 'video' };
      this.metrics.filmsDelivered.add(labels);
      this.metrics.filmBytes.add(labels, way.file.bytes);
      return { by: 'video', ...sent };
    } catch (error) {
      if (!(error instanceof ChatRefusedError)) throw error;
      const { jobId } = parcel.film;
      this.logger.warn('Telegram refused a film, it goes as a link', { jobId, err: error });
      return this.link(parcel, { kind: 'link', because: 'upload-failed' }, signal);
    }
  }

  private async video(parcel: FilmParcel, way: VideoWay, signal: AbortSignal | undefined): Promise<SentFile> {
    const { chatId, film, rows } = parcel;
    const remarks = way.smaller ? [await this.links.besideSmaller(parcel)] : [];
    const thumbnail = await this.files.thumbnail(film.thumbnail, signal);
    const captionHtml = parcel.caption([...remarks, ...twiceRemark(parcel)]);
    const { width, height } = way;
    const { seconds } = film.facts;
    return this.files.fetched(way.file, signal, async (open) => {
      const fileName = fileNameOf(film);
      await parcel.beforeSending?.();
      return this.chats.sendVideo(
        chatId,
        { fileName, open, captionHtml, rows, width, height, seconds, ...(thumbnail && { thumbnail }) },
        { ...(signal && { signal }) },
      );
    });
  }

  /** The link stands with the film's small picture; without one, or when Telegram does not take it, alone. */
  private async link(parcel: FilmParcel, way: LinkWay, signal: AbortSignal | undefined): Promise<SentFilm> {
    const { chatId, film, rows } = parcel;
    const remark = await this.links.insteadOfVideo(parcel, way.because);
    const captionHtml = parcel.caption([remark, ...twiceRemark(parcel)]);
    const bytes = await this.files.thumbnail(film.thumbnail, signal);
    await parcel.beforeSending?.();
    const messageId =
      (bytes && (await this.picture(parcel, { bytes, captionHtml }, signal))) ??
      (await this.chats.send(chatId, { html: captionHtml, rows }, { ...(signal && { signal }) }));
    this.metrics.filmsDelivered.add({ way: 'link' });
    return { by: 'link', messageId };
  }

  private async picture(
    { chatId, film, rows }: FilmParcel,
    shown: { readonly bytes: Uint8Array; readonly captionHtml: string },
    signal: AbortSignal | undefined,
  ): Promise<number | undefined> {
    try {
      const picture = { name: 'film.jpg', rows, ...shown };
      return (await this.chats.sendPicture(chatId, picture, { ...(signal && { signal }) })).messageId;
    } catch (error) {
      if (!(error instanceof ChatRefusedError)) throw error;
      const { jobId } = film;
      this.logger.warn('Telegram refused the picture beside a link', { jobId, err: error });
      return undefined;
    }
  }
}

function twiceRemark({ lost, words }: FilmParcel): string[] {
  return lost > 0 ? [words.html('delivery-maybe-twice')] : [];
}
