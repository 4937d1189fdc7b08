import type { AnyMessage, DataOf } from '@kinoline/contracts';
import type { DirectorFact } from '../src/director/index.js';

/** What the simulated services of a line share. */
export interface Surroundings {
  /** The payload of a message in the stream. */
  said<Message extends AnyMessage>(
    message: Message,
    identity: Partial<DataOf<Message>>,
  ): DataOf<Message> | undefined;
  /** Payloads of every message of this kind in the stream, in order. */
  all<Message extends AnyMessage>(message: Message): DataOf<Message>[];
  /** Says a message for another service than the planner; false when it was said before. */
  tell<Message extends AnyMessage>(message: Message, data: DataOf<Message>): boolean;
  /** Delivers to the planner until it is acknowledged, and sometimes to two replicas at once. */
  deliver(label: string, handle: () => Promise<void>): void;
  /** Lets the director hear a fact. */
  hear(fact: DirectorFact): Promise<void>;
  /** Lets others go first. */
  pause(label: string): Promise<void>;
}
