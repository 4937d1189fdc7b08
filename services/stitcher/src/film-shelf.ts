import { Readable } from 'node:stream';
import { FilmStitched, type MediaRef } from '@kinoline/contracts';
import {
  filmKey,
  IntegrityError,
  MEDIA_STORE,
  type MediaStore,
  ObjectMissingError,
  type PutFileOptions,
} from '@kinoline/media-store';
import { Inject, Injectable } from '@nestjs/common';
import type { StitchedFilm, WantedFilm } from './film-end.js';
import type { Call, MadeFilm } from './ports.js';

/** The files of a film in the store. */
export type FilmRefs = Pick<StitchedFilm, 'film' | 'contactSheet' | 'thumbnail'>;

/** Puts films into the store and finds those that were put there before a crash. */
@Injectable()
export class FilmShelf {
  constructor(@Inject(MEDIA_STORE) private readonly store: MediaStore) {}

  /**
   * The film of this cut, if an earlier try put all of it into the store and was stopped before it could say so: its
   * record is written last. Anything unreadable counts as not there.
   */
  async find({ jobId, cut }: WantedFilm, { signal }: Call): Promise<StitchedFilm | undefined> {
    try {
      const record = await this.store.stat(filmKey(jobId, cut, 'film.json'), { signal });
      const found = FilmStitched.data.safeParse(parsed(await this.store.get(record, { signal })));
      return found.success ? found.data : undefined;
    } catch (error) {
      if (error instanceof ObjectMissingError || error instanceof IntegrityError) return undefined;
      throw error;
    }
  }

  /** Stores the files of a film. The same keys on every delivery, so a repeat replaces what was there. */
  async put({ jobId, cut }: WantedFilm, made: MadeFilm, { signal }: Call): Promise<FilmRefs> {
    const mp4: PutFileOptions = { contentType: 'video/mp4', signal };
    const jpeg: PutFileOptions = { contentType: 'image/jpeg', signal };
    const [film, contactSheet, thumbnail] = await Promise.all([
      this.store.putFile(filmKey(jobId, cut, 'film.mp4'), made.film, mp4),
      this.store.putFile(filmKey(jobId, cut, 'contact-sheet.jpg'), made.contactSheet, jpeg),
      this.store.putFile(filmKey(jobId, cut, 'thumbnail.jpg'), made.thumbnail, jpeg),
    ]);
    return { film, contactSheet, thumbnail };
  }

  /** Notes what will be said of a film, so that a crash from now on costs no second making. */
  note(film: StitchedFilm, { signal }: Call): Promise<MediaRef> {
    const json = Readable.from([Buffer.from(JSON.stringify(film))]);
    const key = filmKey(film.jobId, film.cut, 'film.json');
    return this.store.putStream(key, json, { contentType: 'application/json', signal });
  }
}

function parsed(json: Buffer): unknown {
  try {
    return JSON.parse(json.toString('utf8'));
  } catch {
    return undefined;
  }
}
