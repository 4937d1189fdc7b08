import type { BotCommand } from '../../telegram/bot-profile.js';
import type { ChatFacts } from '../../telegram/people/enter.js';
import type { SentFile } from '../../telegram/people/writing.js';
import type { Screen, Tap } from '../../telegram/screens.js';

/** A text that a message contains, a pattern of it, or any condition on one of its states. */
export type Wanted = string | RegExp | ((screen: Screen) => boolean);

/** What the menu and the profile of the bot show to a person. */
export interface BotSight {
  readonly commands: readonly BotCommand[];
  readonly description: string;
  readonly shortDescription: string;
}

/** A button that was pressed. */
export interface Tapped extends Tap {
  /** What the bot says to it. Rejects when it says nothing in time. */
  answered(timeoutMs?: number): Promise<NonNullable<Tap['answer']>>;
}

/** The options of a wait. */
export interface WaitOptions {
  /** Milliseconds (default 15,000). */
  readonly timeoutMs?: number;
  /** Only what was shown after this {@link Screen.sequence}; by default what came after the person last did something. */
  readonly since?: number;
}

/** The options of a tap. */
export interface TapOptions {
  /** Id of the message; by default the newest one that has such a button. */
  readonly on?: number;
  /** The version of the message whose button it is; by default the one that stands. */
  readonly version?: number;
  /** Milliseconds to wait for the button (default 15,000). */
  readonly timeoutMs?: number;
}

/**
 * Somebody who talks to the bot. What this person does rejects where a person could not do it; what is waited for
 * rejects, with what is to be seen instead, when it does not come.
 */
export interface Person {
  readonly id: number;
  readonly chatId: number;
  /** Opens the chat without a word, so that the bot can write to it. */
  enter(): Promise<void>;
  /** Writes; a text over 4,096 characters becomes several messages. Resolves with the first. */
  say(text: string, options?: { readonly replyTo?: number }): Promise<Screen>;
  /** Sends a photo, document, voice, sticker, video … */
  send(file: SentFile, options?: { readonly replyTo?: number }): Promise<Screen>;
  sendContact(phoneNumber: string, firstName: string): Promise<Screen>;
  sendLocation(latitude: number, longitude: number): Promise<Screen>;
  /** Changes the text, or the caption, of an own message. */
  edit(messageId: number, text: string): Promise<Screen>;
  /** Takes any message away for everyone. */
  delete(messageId: number): Promise<void>;
  /** Presses the button with this label below a message, as soon as it is there. */
  tap(label: string | RegExp, options?: TapOptions): Promise<Tapped>;
  /** Presses the key with this label on the keyboard the bot gave, as soon as it is there: that says its label. */
  tapKey(label: string | RegExp, options?: Pick<TapOptions, 'timeoutMs'>): Promise<Screen>;
  /**
   * The first state of a message of the bot that matches and came after the person last did something, be it a new
   * message or an edit, also when another edit has replaced it since. A function sees every state, also of deleted and
   * of own messages.
   */
  waitFor(wanted: Wanted, options?: WaitOptions): Promise<Screen>;
  /** The messages as they stand, oldest first. */
  messages(): Promise<Screen[]>;
  /** Every state of every message, oldest first. */
  screens(): Promise<readonly Screen[]>;
  /** Everything that was pressed in the chat, oldest first. */
  taps(): Promise<Tap[]>;
  /** The bytes of a file that is in the chat. */
  file(fileId: string): Promise<Uint8Array>;
  /** What the bot said it was doing: `typing`, `upload_video` … */
  actions(): Promise<string[]>;
  /** What the person reads about the bot, in the person's language. */
  sight(): Promise<BotSight>;
  /** Blocks the bot; in a group throws it out. */
  block(): Promise<void>;
  /** Lets the bot write again; brings it back into a group. */
  unblock(): Promise<void>;
  /** Pays an invoice; false when the bot refuses or does not answer in 10 s. */
  pay(messageId: number): Promise<boolean>;
}

/** Who a person is; what is not said is made up. */
export interface PersonFacts {
  readonly id?: number;
  readonly firstName?: string;
  readonly username?: string;
  /** IETF tag such as `ru` or `pt-br` (default en, or what is known of this person). */
  readonly language?: string;
  /** The group the person writes in; the private chat with the bot by default. */
  readonly group?: {
    readonly id: number;
    readonly type?: 'group' | 'supergroup';
    readonly title?: string;
    /** The topic the person writes in, in a group that has topics. */
    readonly topic?: number;
  };
}

/** The chat these facts speak of. */
export function factsOf({ group, ...person }: PersonFacts, id: number): ChatFacts {
  const { firstName, username, language } = person;
  const who = { id, firstName, username, language };
  return group ? { ...group, person: who } : { id, person: who };
}
