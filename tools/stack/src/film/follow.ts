import { type Fact, factOf, isEnd } from '../history/fact.js';
import type { LineMessages } from '../line/line-messages.js';

/**
 * Follows a job until it ends, telling every fact.
 *
 * @param facts - filled with every fact, in the order said
 * @throws the signal's reason when it fires first
 */
export async function followToEnd(
  { history }: Pick<LineMessages, 'history'>,
  jobId: string,
  facts: Fact[],
  { tell, signal }: { readonly tell: (fact: Fact) => void; readonly signal: AbortSignal },
): Promise<void> {
  for await (const recorded of history.follow(jobId, { signal })) {
    const fact = factOf(recorded);
    facts.push(fact);
    tell(fact);
    if (isEnd(fact)) return;
  }
  signal.throwIfAborted();
  throw new Error('the connection to NATS was closed');
}
