import type { ChatEvent } from '../telegram/chat-event.js';
import type { Person } from './person.js';

/** Whether somebody may use the bot. */
export interface Access {
  /** `turn-away`: with one polite line; `ignore`: without, since they were told before. */
  verdict(person: Person, event: ChatEvent, now: Date): 'welcome' | 'turn-away' | 'ignore';
  /** Whom somebody who is turned away may write to. */
  readonly contact?: string | undefined;
}

/** Injection token of {@link Access}. */
export const ACCESS = Symbol('Access');
