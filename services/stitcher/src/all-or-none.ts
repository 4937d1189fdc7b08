import pLimit from 'p-limit';

/**
 * Runs works, some at a time, in order of the list. When one fails the others are aborted, and only when all have ended
 * is the first failure thrown: nobody works on in a folder that is about to go.
 */
export async function allOrNone<Item, Result>(
  items: readonly Item[],
  work: (item: Item, signal: AbortSignal) => Promise<Result>,
  { signal, atOnce }: { readonly signal: AbortSignal; readonly atOnce: number },
): Promise<Result[]> {
  const failed = new AbortController();
  const stop = AbortSignal.any([signal, failed.signal]);
  const run = async (item: Item): Promise<Result> => {
    stop.throwIfAborted();
    try {
      return await work(item, stop);
    } catch (error) {
      failed.abort(error);
      throw error;
    }
  };
  const limit = pLimit(atOnce);
  const ends = await Promise.allSettled(items.map((item) => limit(run, item)));
  signal.throwIfAborted();
  failed.signal.throwIfAborted();
  return ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
}
