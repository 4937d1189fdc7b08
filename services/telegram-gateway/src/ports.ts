import type { MenuCommand } from './telegram/menu.js';
import type { Screen } from './telegram/screen.js';

/** Options of every call to Telegram. */
export interface ChatCall {
  readonly signal?: AbortSignal;
}

/** A film or a clip to be sent. */
export interface VideoFile {
  readonly fileName: string;
  /** Its bytes, asked for anew for every try. */
  open(): Promise<AsyncIterable<Uint8Array>>;
  /** Telegram's HTML, at most 1,024 characters after parsing. */
  readonly captionHtml: string;
  readonly rows: Screen['rows'];
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
  /** JPEG of at most 320 pixels a side and 200 kB. */
  readonly thumbnail?: Uint8Array;
  readonly silent?: boolean;
}

/** A message that carries a file. */
export interface SentFile {
  readonly messageId: number;
  /** Under which Telegram sends it again for nothing. */
  readonly fileId: string;
}

/** A picture, for example beside a link. */
export interface Picture {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** As of a video. */
  readonly captionHtml?: string;
  readonly rows?: Screen['rows'];
}

/**
 * The chats of the bot. Every call waits for its turn under Telegram's limits and is tried again a bounded number of
 * times where nothing can have happened twice; an upload whose answer was lost is never repeated by itself.
 *
 * All calls throw ChatGoneError, ChatRefusedError, ChatBusyError, ChatUnreachableError (chat-errors.ts).
 */
export interface TelegramChats {
  /** Writes a message. @returns its id */
  send(
    chatId: string,
    screen: Screen,
    options?: ChatCall & { readonly replyTo?: number; readonly silent?: boolean },
  ): Promise<number>;
  /** Changes a message's text and buttons; `gone`: it was deleted or can no longer be changed. */
  edit(
    chatId: string,
    messageId: number,
    screen: Screen,
    options?: ChatCall,
  ): Promise<'edited' | 'unchanged' | 'gone'>;
  /** Changes only the buttons, of a video as well. */
  editButtons(
    chatId: string,
    messageId: number,
    rows: Screen['rows'],
    options?: ChatCall,
  ): Promise<'edited' | 'unchanged' | 'gone'>;
  /** Deletes a message; one that is gone, or too old to be deleted, is left. */
  remove(chatId: string, messageId: number, options?: ChatCall): Promise<void>;
  /** Ends the waiting of a pressed button; a press that is too old is left. Text: at most 200 characters. */
  answerPress(pressId: string, toast?: { readonly text: string; readonly alert?: boolean }): Promise<void>;
  /** Sends a video that Telegram keeps. */
  sendKeptVideo(
    chatId: string,
    video: Pick<VideoFile, 'captionHtml' | 'rows'> & { readonly fileId: string },
    options?: ChatCall,
  ): Promise<SentFile>;
  /** @throws UploadUnclearError when it is unknown whether the video arrived */
  sendVideo(chatId: string, video: VideoFile, options?: ChatCall): Promise<SentFile>;
  /** @throws UploadUnclearError when it is unknown whether the picture arrived */
  sendPicture(chatId: string, picture: Picture, options?: ChatCall): Promise<SentFile>;
  /** The commands that this chat's menu shows from now on, whatever the language of its person's Telegram. */
  setMenu(chatId: string, commands: readonly MenuCommand[]): Promise<void>;
  /** Tells the person for five seconds what the bot is doing. A chat that does not want to know is no error. */
  act(chatId: string, action: 'typing' | 'upload_video' | 'upload_photo'): Promise<void>;
  /** Fetches a file that a person sent. @throws FileTooLargeError */
  download(fileId: string, maxBytes: number, options?: ChatCall): Promise<Uint8Array>;
}

/** Injection token of the {@link TelegramChats}. */
export const TELEGRAM_CHATS = Symbol('TelegramChats');
