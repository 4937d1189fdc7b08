import { type DataOf, FilmFailed, type FilmRequested, FilmStitched, type Warning } from '@kinoline/contracts';
import {
  MESSAGE_HISTORY,
  MESSAGE_PUBLISHER,
  type MessageHistory,
  type MessagePublisher,
} from '@kinoline/messaging';
import { Inject, Injectable } from '@nestjs/common';
import type { FilmFailure } from './film-failure.js';

/** A film that is wanted. */
export type WantedFilm = DataOf<typeof FilmRequested>;

/** A film that is in the store. */
export type StitchedFilm = DataOf<typeof FilmStitched>;

/** Says how a film ended, once. */
@Injectable()
export class FilmEnd {
  constructor(
    @Inject(MESSAGE_PUBLISHER) private readonly publisher: MessagePublisher,
    @Inject(MESSAGE_HISTORY) private readonly history: MessageHistory,
  ) {}

  /** Whether it was said: FilmStitched and FilmFailed have subjects of their own, so one must look for the other. */
  async isSaid({ jobId, cut }: WantedFilm): Promise<boolean> {
    const ends = await Promise.all([
      this.history.first(FilmStitched, { jobId, cut }),
      this.history.first(FilmFailed, { jobId, cut }),
    ]);
    return ends.some((end) => end !== undefined);
  }

  /** The film is there. */
  async stitched(film: StitchedFilm): Promise<void> {
    await this.publisher.say(FilmStitched, film);
  }

  /** There will be no film of these clips. */
  async failed(
    { jobId, cut }: WantedFilm,
    failure: FilmFailure,
    warnings: readonly Warning[],
  ): Promise<void> {
    await this.publisher.say(FilmFailed, { jobId, cut, ...failure, warnings: [...warnings] });
  }
}
