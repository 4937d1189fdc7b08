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
import {
  type Call,
  FILM_SHRINKER,
  type FilmShrinker,
  type MadeFilm,
  type ShrinkOrder,
  type Workspace,
} from './ports.js';

/** The files of a film in the store. */
export type FilmRefs = Pick<StitchedFilm, 'film' | 'smaller' | 'contactSheet' | 'thumbnail'>;

/** Where a film is put from. */
export interface Shelving extends Call {
  readonly workspace: Workspace;
}

const mp4: Pick<PutFileOptions, 'contentType'> = { contentType: 'video/mp4' };
const jpeg: Pick<PutFileOptions, 'contentType'> = { contentType: 'image/jpeg' };

/** Puts films into the store and finds those that were put there before a crash. */
@Injectable()
export class FilmShelf {
  constructor(
    @Inject(MEDIA_STORE) private readonly store: MediaStore,
    @Inject(FILM_SHRINKER) private readonly shrinker: FilmShrinker,
  ) {}

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

  /**
   * Stores the files of a film, and a smaller copy of it where it is larger than wanted. The same keys on every delivery,
   * so a repeat replaces what was there.
   */
  async put(wanted: WantedFilm, made: MadeFilm, shelving: Shelving): Promise<FilmRefs> {
    const { jobId, cut, maxBytes } = wanted;
    const { signal, workspace } = shelving;
    const [film, contactSheet, thumbnail] = await Promise.all([
      this.store.putFile(filmKey(jobId, cut, 'film.mp4'), made.film, { ...mp4, signal }),
      this.store.putFile(filmKey(jobId, cut, 'contact-sheet.jpg'), made.contactSheet, { ...jpeg, signal }),
      this.store.putFile(filmKey(jobId, cut, 'thumbnail.jpg'), made.thumbnail, { ...jpeg, signal }),
    ]);
    const stored = { film, contactSheet, thumbnail };
    if (maxBytes === undefined || film.bytes <= maxBytes) return stored;
    const smaller = await this.putSmaller(wanted, { film: made.film, maxBytes, workspace }, { signal });
    return { ...stored, ...(smaller && { smaller }) };
  }

  private async putSmaller(
    { jobId, cut }: WantedFilm,
    order: ShrinkOrder,
    { signal }: Call,
  ): Promise<StitchedFilm['smaller']> {
    const copy = await this.shrinker.shrink(order, { signal });
    if (copy === undefined) return undefined;
    const key = filmKey(jobId, cut, 'smaller.mp4');
    const stored = await this.store.putFile(key, copy.path, { ...mp4, signal });
    return { film: stored, width: copy.width, height: copy.height };
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
