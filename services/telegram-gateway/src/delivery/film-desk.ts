import type { KeptFilm } from '../people/person.js';

/** What the talk does with films that are made. */
export interface FilmDesk {
  /**
   * Sends a film of the person's again: as Telegram keeps it, else from the store, else as a link; or says that it is
   * gone, or cannot be had just now. Again, it may be twice in the chat.
   */
  sendAgain(
    film: Pick<KeptFilm, 'jobId' | 'cut'>,
    to: { readonly chatId: string; readonly personId: string },
  ): Promise<void>;
}

/** Injection token of the {@link FilmDesk}. */
export const FILM_DESK = Symbol('FilmDesk');
