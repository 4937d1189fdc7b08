import type { KinolineMessage } from '@kinoline/contracts';
import type { Said } from './say/message-publisher.js';

/** How a delivery ended. `handed-back` is a retry that is not the handler's doing: shutdown, or a lost lease. */
export type HandlingOutcome = 'acked' | 'retried' | 'dead-lettered' | 'handed-back';

/** What a log line or a metric may say about a delivery. */
export interface HandlingFacts {
  readonly message: KinolineMessage;
  readonly jobId: string | undefined;
  readonly delivery: number;
}

/** What a service may want to see of its messages: metrics, log context. Every part is optional. */
export interface MessagingObserver {
  /** A delivery has ended, `seconds` after it began. */
  handled?(message: KinolineMessage, outcome: HandlingOutcome, seconds: number): void;
  /** A message was said. */
  said?(message: KinolineMessage, outcome: Said): void;
  /** Runs a handler, for example inside a log context that knows the job. It must return what `run` returns. */
  around?<T>(facts: HandlingFacts, run: () => Promise<T>): Promise<T>;
}
