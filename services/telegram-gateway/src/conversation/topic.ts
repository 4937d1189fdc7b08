import type { Person } from '../people/person.js';
import type { ChatEvent, Happening } from '../telegram/chat-event.js';
import type { PressData } from '../telegram/press-data.js';
import type { Words } from '../words/words.js';
import type { Conversation } from './conversation.js';
import type { Effect } from './effect.js';

/** One thing a person did, with all that is known when it is answered. */
export interface Turn {
  readonly event: ChatEvent;
  readonly person: Person;
  readonly conversation: Conversation;
  /** In the person's language. */
  readonly words: Words;
  /** The moment of the turn; decisions ask no other clock. */
  readonly now: Date;
}

/** What a topic answers. What it leaves out stays as it is; `undefined` forgets it. */
export interface Reply {
  /** Shown over the chat for a moment; only after a press. At most 200 characters. */
  readonly toast?: { readonly text: string; readonly alert?: boolean };
  readonly draft?: Conversation['draft'];
  readonly change?: Conversation['change'];
  readonly awaiting?: string | undefined;
  /** How the person's record changes; may be called more than once. */
  readonly person?: (person: Person) => Person;
  /** In the order in which they are done. */
  readonly effects?: readonly Effect[];
}

/** A text or picture that a person was asked for. */
export type Given = Extract<Happening, { kind: 'text' | 'photo' }>;

/**
 * One subject of the talk: choosing a film, its storyboard, a running job, settings … Answers are decided from what the
 * turn holds and from what is stored; effects are done by the talk after the answer is recorded, so a topic itself
 * never writes to a chat.
 */
export interface Topic {
  /** First part of the data of its buttons; short. */
  readonly name: string;
  /** A button of the topic was pressed. */
  press(turn: Turn, data: PressData): Promise<Reply>;
  /**
   * Whether a button means the same under an older drawing of the panel, so that taps that are faster than the drawing
   * count. Missing: none does, the person is told that it is old.
   */
  stillMeant?(data: PressData): boolean;
  /** A text or picture came that this topic was waiting for (`awaiting` held data of the topic). */
  give?(turn: Turn, given: Given, awaited: PressData): Promise<Reply>;
  /** Commands by name, without the slash; `rest` is what stood behind it. */
  readonly commands?: Readonly<Record<string, (turn: Turn, rest: string) => Promise<Reply>>>;
}

/** Injection token of all topics. */
export const TOPICS = Symbol('Topics');
