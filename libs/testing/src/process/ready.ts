import { waitFor } from '../wait-for.js';
import type { Child } from './child.js';

/**
 * Waits until `probe` answers something other than false, null or undefined, and gives up at once when the process
 * ends first.
 *
 * @throws Error with the last lines the process wrote; the process is stopped.
 */
export async function untilReady<T>(
  child: Child,
  probe: () => Promise<T | false | null | undefined>,
  timeoutMs = 30_000,
): Promise<T> {
  const gone = new AbortController();
  void child.exited.then(({ code, signal }) =>
    gone.abort(new Error(`it ended with ${signal ?? `exit code ${code ?? 'unknown'}`}`)),
  );
  try {
    return await waitFor(probe, { what: `${child.name} to be ready`, timeoutMs, signal: gone.signal });
  } catch (error) {
    await child.stop(1_000);
    throw new Error(`${child.name} did not become ready. Its last lines:\n${child.log.tail()}`, {
      cause: error,
    });
  }
}
