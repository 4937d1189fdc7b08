/** Bot API objects, as far as the sandbox knows them. Source: core.telegram.org/bots/api. */
export interface User {
  readonly id: number;
  readonly is_bot: boolean;
  readonly first_name: string;
  readonly username?: string;
  readonly language_code?: string;
}

export interface Chat {
  readonly id: number;
  readonly type: 'private' | 'group' | 'supergroup';
  readonly first_name?: string;
  readonly username?: string;
  readonly title?: string;
}

export interface Entity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
  readonly language?: string;
}

export interface Button {
  readonly text: string;
  readonly callback_data?: string;
  readonly url?: string;
  readonly pay?: boolean;
}

export interface InlineKeyboard {
  readonly inline_keyboard: readonly (readonly Button[])[];
}

/** A file that was sent. */
export interface MediaFile {
  readonly file_id: string;
  readonly file_unique_id: string;
  readonly file_size: number;
  readonly file_name?: string;
  readonly mime_type?: string;
  readonly width?: number;
  readonly height?: number;
  /** Seconds. */
  readonly duration?: number;
  readonly supports_streaming?: boolean;
  readonly thumbnail?: MediaFile;
}

/** What of a message can be changed by an edit. */
export interface MessageContent {
  readonly text?: string;
  readonly entities?: readonly Entity[];
  readonly caption?: string;
  readonly caption_entities?: readonly Entity[];
  readonly photo?: readonly MediaFile[];
  readonly video?: MediaFile;
  readonly animation?: MediaFile;
  readonly document?: MediaFile;
  readonly audio?: MediaFile;
  readonly voice?: MediaFile;
  readonly reply_markup?: InlineKeyboard;
}

export interface Message extends MessageContent {
  readonly message_id: number;
  readonly from: User;
  readonly chat: Chat;
  /** Seconds since 1970. */
  readonly date: number;
  readonly edit_date?: number;
  readonly media_group_id?: string;
  readonly reply_to_message?: Message;
  readonly invoice?: { readonly title: string; readonly currency: string; readonly total_amount: number };
  readonly successful_payment?: Readonly<Record<string, unknown>>;
}

/** One update; exactly one of its other fields is set. */
export interface Update {
  readonly update_id: number;
  readonly [kind: string]: unknown;
}

const mediaKeys = ['photo', 'video', 'animation', 'document', 'audio', 'voice'] as const;
const wordKeys = ['text', 'entities', 'caption', 'caption_entities'] as const;

function only(message: Message, keys: readonly string[]): object {
  return Object.fromEntries(Object.entries(message).filter(([key]) => keys.includes(key)));
}

/** The medium of a message. */
export function mediumOf(message: Message): MessageContent {
  return only(message, mediaKeys);
}

/** The text or caption of a message. */
export function wordsOf(message: Message): MessageContent {
  return only(message, wordKeys);
}

/** All of a message that an edit can change. */
export function contentOf(message: Message): MessageContent {
  return only(message, [...mediaKeys, ...wordKeys, 'reply_markup']);
}

/** All of a message that no edit changes. */
export function envelopeOf(message: Message): Message {
  const content = contentOf(message);
  return Object.fromEntries(
    Object.entries(message).filter(([key]) => !(key in content)),
  ) as unknown as Message;
}

/** Seconds since 1970, now. */
export function now(): number {
  return Math.floor(Date.now() / 1_000);
}
