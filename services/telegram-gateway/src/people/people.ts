import type { Sender } from '../telegram/chat-event.js';
import type { Person } from './person.js';

/** The records of the persons. */
export interface People {
  /** The record of a sender, made at the first time; name and language of their Telegram are kept up to date. */
  of(sender: Sender): Promise<Person>;
  read(personId: string): Promise<Person | undefined>;
  /** Changes a record that exists; `change` may be called more than once. */
  change(personId: string, change: (person: Person) => Person): Promise<Person>;
}

/** Injection token of {@link People}. */
export const PEOPLE = Symbol('People');
