import type { MediaRef } from '@kinoline/contracts';
import type { MediaStore } from '@kinoline/media-store';
import { CommandFailure, firstLineOf } from '../command/command-failure.js';
import { all, type Fact, last } from '../history/fact.js';
import type { FilmFiles } from './files.js';

/** What a delivered job left in the store. */
export interface DeliveredMedia {
  readonly film: MediaRef;
  readonly contactSheet: MediaRef;
}

/** The film a job delivered and its contact sheet; undefined while there is none. */
export function deliveredMedia(facts: readonly Fact[]): DeliveredMedia | undefined {
  const delivered = last(facts, 'JobDelivered');
  const stitched = all(facts, 'FilmStitched').find(({ data }) => data.cut === delivered?.data.cut);
  return delivered && stitched && { film: delivered.data.film, contactSheet: stitched.data.contactSheet };
}

/**
 * Copies film and contact sheet out of the store; sizes and hashes are checked on the way.
 *
 * @throws CommandFailure that names the file that could not be written
 */
export async function fetchFilm(
  store: MediaStore,
  { film, contactSheet }: DeliveredMedia,
  files: Pick<FilmFiles, 'film' | 'contactSheet'>,
  signal: AbortSignal,
): Promise<void> {
  try {
    await store.getToFile(film, files.film, { signal });
    await store.getToFile(contactSheet, files.contactSheet, { signal });
  } catch (cause) {
    signal.throwIfAborted();
    throw new CommandFailure(
      `the film is made, but could not be copied to ${files.film}: ${firstLineOf(cause)}`,
      {
        cause,
      },
    );
  }
}
