import type { ChatEvent } from '../telegram/chat-event.js';
import type { Person } from './person.js';

/** Whether somebody may use the bot. */
export interface Access {
  /** `turn-away`: with one polite line; `ignore`: without, since they were told before. */
  verdict(person: Person, event: ChatEvent, now: Date): 'welcome' | 'turn-away' | 'ignore';
}

/** Injection token of {@link Access}. */
export const ACCESS = Symbol('Access');
