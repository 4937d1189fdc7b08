import { MEDIA_STORE, type MediaStore } from '@kinoline/media-store';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { type GatewaySettings, SETTINGS } from '../config.js';
import type { Words } from '../words/words.js';
import type { LinkWay, StoredFilm } from './delivery-way.js';

/** A film to which a link is made. */
export interface LinkedFilm {
  readonly film: StoredFilm;
  /** When it was made: it is not kept for ever. */
  readonly madeAt: Date;
  readonly words: Words;
}

const hourSeconds = 3600;
const dayMs = 24 * hourSeconds * 1000;

/** Makes links to films in the store; each is signed when it is sent, and holds for days. */
@Injectable()
export class FilmLinks {
  private readonly logger = new Logger(FilmLinks.name);

  constructor(
    @Inject(MEDIA_STORE) private readonly store: MediaStore,
    @Inject(SETTINGS)
    private readonly settings: Pick<GatewaySettings, 'store' | 'linkSeconds' | 'keptDays'>,
  ) {}

  /** A line of HTML with the link to a film that does not go as a video. */
  async insteadOfVideo(linked: LinkedFilm, because: LinkWay['because']): Promise<string> {
    const { film, words } = linked;
    if (!this.isPublic()) {
      const { jobId } = film;
      this.logger.warn('a link is sent that others may not reach: set S3_PUBLIC_ENDPOINT', { jobId });
    }
    const link = await this.link(linked);
    return because === 'too-large'
      ? words.html('delivery-too-large', { ...link, megabytes: megabytes(film.film.bytes) })
      : words.html('delivery-upload-failed', link);
  }

  /** A line of HTML for the copy that fits, with the way to the film itself where there is one from outside. */
  async besideSmaller(linked: LinkedFilm): Promise<string> {
    return this.isPublic()
      ? linked.words.html('delivery-smaller-full', await this.link(linked))
      : linked.words.html('delivery-smaller');
  }

  private isPublic(): boolean {
    return this.settings.store.publicEndpoint !== undefined;
  }

  private async link({
    film,
    madeAt,
    words,
  }: LinkedFilm): Promise<{ readonly link: string; readonly holds: string }> {
    const { linkSeconds, keptDays } = this.settings;
    const keptSeconds = (madeAt.getTime() + keptDays.films * dayMs - Date.now()) / 1000;
    const seconds = Math.floor(Math.max(hourSeconds, Math.min(linkSeconds, keptSeconds)));
    const downloadName = fileNameOf(film);
    const link = await this.store.presignGet(film.film.key, { seconds, downloadName });
    return { link, holds: holdOf(seconds, words) };
  }
}

/** What the film is called on the person's disk. */
export function fileNameOf({ cut }: Pick<StoredFilm, 'cut'>): string {
  return cut > 1 ? `film-${cut}.mp4` : 'film.mp4';
}

/** How long a link holds, as people say it: `7 days`, `12 hours`; rather less than more. */
function holdOf(seconds: number, words: Words): string {
  const hours = Math.max(1, Math.floor(seconds / hourSeconds));
  return hours > 48
    ? words.plain('delivery-days', { days: Math.floor(hours / 24) })
    : words.plain('delivery-hours', { hours });
}

/** Megabytes as Telegram counts them, never none. */
function megabytes(bytes: number): number {
  return Math.max(1, Math.round(bytes / 1_000_000));
}
