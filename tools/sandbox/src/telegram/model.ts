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
  /** Whether the group has topics. */
  readonly is_forum?: true;
}

export interface Entity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
  readonly language?: string;
  readonly user?: User;
  readonly custom_emoji_id?: string;
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
  readonly emoji?: string;
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
  readonly has_media_spoiler?: true;
  readonly show_caption_above_media?: true;
  readonly link_preview_options?: Readonly<Record<string, unknown>>;
  readonly reply_markup?: InlineKeyboard;
}

export interface Message extends MessageContent {
  readonly message_id: number;
  readonly from: User;
  readonly chat: Chat;
  /** Seconds since 1970. */
  readonly date: number;
  readonly edit_date?: number;
  readonly message_thread_id?: number;
  readonly is_topic_message?: true;
  readonly media_group_id?: string;
  readonly reply_to_message?: Message;
  readonly sticker?: MediaFile;
  readonly video_note?: MediaFile;
  readonly contact?: {
    readonly phone_number: string;
    readonly first_name: string;
    readonly user_id?: number;
  };
  readonly location?: { readonly latitude: number; readonly longitude: number };
  readonly new_chat_members?: readonly User[];
  readonly left_chat_member?: User;
  readonly invoice?: { readonly title: string; readonly currency: string; readonly total_amount: number };
  readonly successful_payment?: Readonly<Record<string, unknown>>;
}

/** A message before it has a place and a time. */
export type Unsent = Omit<Message, 'message_id' | 'from' | 'chat' | 'date'>;

/** One update; exactly one of its other fields is set. */
export interface Update {
  readonly update_id: number;
  readonly [kind: string]: unknown;
}

const mediaKeys = ['photo', 'video', 'animation', 'document', 'audio', 'voice'] as const;
const wordKeys = ['text', 'entities', 'caption', 'caption_entities', 'link_preview_options'] as const;
const contentKeys = [
  ...mediaKeys,
  ...wordKeys,
  ...(['has_media_spoiler', 'show_caption_above_media', 'reply_markup'] as const),
] as const;

function only(message: Message, keys: readonly string[]): object {
  return Object.fromEntries(Object.entries(message).filter(([key]) => keys.includes(key)));
}

/** The medium of a message, and how it is shown. */
export function mediumOf(message: Message): MessageContent {
  return only(message, [...mediaKeys, 'has_media_spoiler', 'show_caption_above_media']);
}

/** The medium of a message without where its caption stands. */
export function mediaFilesOf(message: Message): MessageContent {
  return only(message, [...mediaKeys, 'has_media_spoiler']);
}

/** Whether a message carries a medium that an edit can change. */
export function hasMedium(message: Message): boolean {
  return mediaKeys.some((key) => message[key] !== undefined);
}

/** The text or caption of a message. */
export function wordsOf(message: Message): MessageContent {
  return only(message, wordKeys);
}

/** All of a message that an edit can change. */
export function contentOf(message: Message): MessageContent {
  return only(message, contentKeys);
}

/** All of a message that no edit changes. */
export function envelopeOf(message: Message): Message {
  const content = contentOf(message);
  return Object.fromEntries(
    Object.entries(message).filter(([key]) => !(key in content)),
  ) as unknown as Message;
}

/** A message without what it answers itself, as it is shown under an answer. */
export function unanswered(message: Message): Message {
  const entries = Object.entries(message).filter(([key]) => key !== 'reply_to_message');
  return Object.fromEntries(entries) as unknown as Message;
}

/** The file of a message; of a photo the largest size. */
export function fileOf(message: Message): MediaFile | undefined {
  const { photo, video, animation, document, audio, voice, sticker, video_note: note } = message;
  return photo?.at(-1) ?? video ?? animation ?? document ?? audio ?? voice ?? sticker ?? note;
}

/** Seconds since 1970, now. */
export function now(): number {
  return Math.floor(Date.now() / 1_000);
}
