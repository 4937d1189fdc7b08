import type { DataOf, FilmStitched, MediaRef } from '@kinoline/contracts';

/** A film as the stitcher put it into the store. */
export type StoredFilm = DataOf<typeof FilmStitched>;

/** A film, or its smaller copy, that Telegram takes. */
export interface VideoWay {
  readonly kind: 'video';
  readonly file: MediaRef;
  readonly width: number;
  readonly height: number;
  /** Whether it is the copy that was made to fit. */
  readonly smaller: boolean;
}

/** A film that is fetched from the store by its reader. */
export interface LinkWay {
  readonly kind: 'link';
  readonly because: 'too-large' | 'upload-failed';
}

/** How a film is brought to a chat. */
export type DeliveryWay = VideoWay | LinkWay;

/** So many uploads whose answer was lost are enough: each may stand in the chat, the next try is a link. */
export const mostLostUploads = 3;

/**
 * The film itself where Telegram takes it, else its smaller copy, else a link.
 *
 * @param lost - earlier uploads of it whose answer was lost
 */
export function wayOf(film: StoredFilm, maxBytes: number, lost: number): DeliveryWay {
  if (lost >= mostLostUploads) return { kind: 'link', because: 'upload-failed' };
  const { smaller, facts } = film;
  if (film.film.bytes <= maxBytes) {
    return { kind: 'video', file: film.film, width: facts.width, height: facts.height, smaller: false };
  }
  if (smaller && smaller.film.bytes <= maxBytes) {
    return {
      kind: 'video',
      file: smaller.film,
      width: smaller.width,
      height: smaller.height,
      smaller: true,
    };
  }
  return { kind: 'link', because: 'too-large' };
}
