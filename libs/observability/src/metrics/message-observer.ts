import { withLogContext } from '../logging/log-context.js';
import type { Metrics } from './metrics.js';

interface Named {
  readonly name: string;
}

/** What a transport tells about its messages; it fits the observer of `@kinoline/messaging`. */
export interface MessageObserver {
  handled(message: Named, outcome: string, seconds: number): void;
  said(message: Named, outcome: string): void;
  around<T>(
    facts: { readonly message: Named; readonly jobId: string | undefined },
    run: () => Promise<T>,
  ): Promise<T>;
}

/** Counts what happens to messages and lets every log line of a handler carry the job's id. */
export function messageObserver(metrics: Metrics): MessageObserver {
  return {
    handled: ({ name: message }, outcome, seconds) => {
      metrics.messagesHandled.add({ message, outcome });
      metrics.handlingDuration.observe({ message }, seconds);
      if (outcome === 'retried') metrics.retries.add({ message });
      if (outcome === 'dead-lettered') metrics.deadLetters.add({ message });
    },
    said: ({ name: message }, outcome) => metrics.messagesSaid.add({ message, outcome }),
    around: ({ message, jobId }, run) =>
      withLogContext({ message: message.name, ...(jobId === undefined ? {} : { jobId }) }, run),
  };
}
