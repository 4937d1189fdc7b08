import { FilmStitched } from '@kinoline/contracts';
import {
  filmKey,
  IntegrityError,
  MEDIA_STORE,
  type MediaStore,
  ObjectMissingError,
} from '@kinoline/media-store';
import { Inject, Injectable } from '@nestjs/common';
import type { StoredFilm } from './delivery-way.js';
import type { CutName } from './film-buttons.js';

/** Finds films in the store by the record that the stitcher lays beside each; it is kept as long as the film. */
@Injectable()
export class StoredFilms {
  constructor(@Inject(MEDIA_STORE) private readonly store: MediaStore) {}

  /** The film, if it is still kept. @throws StoreUnavailableError, StoreRefusedError */
  async find({ jobId, cut }: CutName): Promise<StoredFilm | undefined> {
    const film = await this.record({ jobId, cut });
    return film && (await this.store.exists(film.film.key)) ? film : undefined;
  }

  /** Anything unreadable counts as not there. */
  private async record({ jobId, cut }: CutName): Promise<StoredFilm | undefined> {
    try {
      const record = await this.store.stat(filmKey(jobId, cut, 'film.json'));
      const json: unknown = JSON.parse((await this.store.get(record)).toString('utf8'));
      return FilmStitched.data.safeParse(json).data;
    } catch (error) {
      const unreadable =
        error instanceof ObjectMissingError ||
        error instanceof IntegrityError ||
        error instanceof SyntaxError;
      if (unreadable) return undefined;
      throw error;
    }
  }
}
