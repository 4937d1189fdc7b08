import type { Locale } from '../words/words.js';
import type { ChatAddress } from './chat-address.js';

/** Who did something. */
export interface Sender {
  /** Telegram's user id. */
  readonly personId: string;
  /** First name, as Telegram shows it. */
  readonly name: string;
  /** The language of their Telegram, if it is one of ours. */
  readonly locale: Locale | undefined;
}

/** A picture that a person sent; of a photo the largest size. */
export interface SentPicture {
  readonly fileId: string;
  readonly bytes: number | undefined;
  /** Where it stands in the album that it was sent in: pictures with lower places stand before it. */
  readonly album?: { readonly id: string; readonly place: number };
}

/** What a person did in a chat. */
export type Happening =
  /** `/name rest`, with or without the bot's name; also as the words under a picture. */
  | {
      readonly kind: 'command';
      readonly name: string;
      readonly rest: string;
      /** Whom it is about: the writer of the message it answers; when that one was forwarded, its first writer. */
      readonly about?: Pick<Sender, 'personId' | 'name'>;
      readonly picture?: SentPicture;
    }
  | { readonly kind: 'text'; readonly text: string }
  | ({ readonly kind: 'photo'; readonly caption: string } & SentPicture)
  /** A button under one of the bot's messages. */
  | {
      readonly kind: 'press';
      readonly pressId: string;
      readonly data: string;
      readonly messageId: number | undefined;
    }
  /** Something the bot cannot use, by Telegram's name for it: voice, sticker, video … */
  | { readonly kind: 'other'; readonly medium: string }
  /** The bot was blocked or removed, or let in again. */
  | { readonly kind: 'membership'; readonly present: boolean };

/** One update of Telegram that means something to Kinoline. */
export interface ChatEvent {
  readonly updateId: number;
  /** When, in seconds since 1970; for a press the time of its arrival is not told by Telegram: the message's. */
  readonly at: number;
  readonly chat: { readonly id: ChatAddress; readonly kind: 'private' | 'group' };
  readonly sender: Sender;
  /** The message the person wrote, to answer to it. */
  readonly messageId: number | undefined;
  readonly what: Happening;
}

/** The message whose button was pressed. */
export function pressedMessage({ what }: Pick<ChatEvent, 'what'>): number | undefined {
  return what.kind === 'press' ? what.messageId : undefined;
}

/** Whether a person shows that they are there (again): they let the bot in once more, or begin from the top. */
export function isComing({ what }: Pick<ChatEvent, 'what'>): boolean {
  return what.kind === 'membership' ? what.present : what.kind === 'command' && what.name === 'start';
}

/** Groups have negative ids. Source: https://core.telegram.org/bots/api#chat */
export function isGroupChat(chatId: string | undefined): boolean {
  return chatId?.startsWith('-') ?? false;
}
