import { MediaStoreError } from '@kinoline/media-store';

/** Somebody who tapped waits for no longer, in milliseconds. */
const answersWithinMs = 5_000;

/**
 * Asks the store for somebody who waits for the answer.
 *
 * @param cannot - told why it cannot be asked just now
 * @returns undefined when it cannot be asked
 */
export async function askStore<Answer>(
  ask: (signal: AbortSignal) => Promise<Answer>,
  cannot: (error: unknown) => void,
): Promise<Answer | undefined> {
  const signal = AbortSignal.timeout(answersWithinMs);
  try {
    return await ask(signal);
  } catch (error) {
    if (!(error instanceof MediaStoreError) && !signal.aborted) throw error;
    cannot(error);
    return undefined;
  }
}
