import type { Entity, Message } from './model.js';
import { fileOf } from './model.js';
import type { Notice } from './notice.js';

const kinds = [
  ...([
    'text',
    'photo',
    'video',
    'animation',
    'document',
    'audio',
    'voice',
    'sticker',
    'video_note',
  ] as const),
  ...(['contact', 'location', 'invoice', 'successful_payment'] as const),
  ...(['new_chat_members', 'left_chat_member'] as const),
];
export type MessageKind = (typeof kinds)[number];

/** A button as the person sees it. */
export interface ScreenButton {
  readonly label: string;
  readonly data?: string;
  readonly url?: string;
}

/** One state of one message, as the people of the chat saw it. */
export interface Screen {
  /** 1, 2, 3 … over everything that was seen and tapped in this sandbox. */
  readonly sequence: number;
  /** ISO 8601. */
  readonly at: string;
  readonly chatId: number;
  readonly messageId: number;
  /** 1 as sent, then one more with every edit, and once more when it is deleted. */
  readonly version: number;
  readonly deleted: boolean;
  readonly from: 'bot' | 'person';
  readonly kind: MessageKind;
  /** Text or caption, without markup. */
  readonly text: string;
  readonly entities: readonly Entity[];
  /** Rows of buttons under it. */
  readonly buttons: readonly (readonly ScreenButton[])[];
  /** Rows of labels of the keyboard that came with it, in place of the person's own; none when it took one away. */
  readonly keyboard?: readonly (readonly string[])[];
  /** Id of the file it carries; of a photo the largest size. */
  readonly fileId?: string;
  readonly replyTo?: number;
  /** What it belongs to, when it is part of an album. */
  readonly albumId?: string;
  /** The Bot API's own object. */
  readonly message: Message;
}

/** A button somebody pressed, and what the bot said to it. */
export interface Tap {
  /** In the same order as {@link Screen.sequence}. */
  readonly sequence: number;
  readonly at: string;
  /** Id of the callback query. */
  readonly id: string;
  readonly chatId: number;
  readonly messageId: number;
  /** The state of the message whose button it was. */
  readonly version: number;
  readonly label: string;
  readonly data: string;
  /** User id. */
  readonly by: number;
  readonly answer?: {
    readonly at: string;
    readonly text: string;
    readonly alert: boolean;
    readonly url?: string;
  };
}

type Look = Pick<Screen, 'version' | 'deleted'> & { readonly keyboard: Screen['keyboard'] | undefined };

function screenOf(message: Message, { version, deleted, keyboard }: Look): Omit<Screen, 'sequence' | 'at'> {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  const fileId = fileOf(message)?.file_id;
  const { reply_to_message: replied, media_group_id: albumId } = message;
  return {
    ...{ chatId: message.chat.id, messageId: message.message_id, version, deleted },
    from: message.from.is_bot ? 'bot' : 'person',
    kind: kinds.find((kind) => message[kind] !== undefined) ?? 'text',
    text: message.text ?? message.caption ?? '',
    entities: message.entities ?? message.caption_entities ?? [],
    buttons: rows.map((row) =>
      row.map(({ text: label, callback_data: data, url }) => ({
        label,
        ...(data !== undefined && { data }),
        ...(url !== undefined && { url }),
      })),
    ),
    ...(keyboard && { keyboard }),
    ...(fileId !== undefined && { fileId }),
    ...(replied && { replyTo: replied.message_id }),
    ...(albumId !== undefined && { albumId }),
    message,
  };
}

/** Everything that was ever to be seen in the chats, and every button that was pressed, in order. */
export class ScreenLog {
  private readonly screens = new Map<number, Screen[]>();
  private readonly taps = new Map<string, Tap>();
  private last = 0;

  constructor(readonly notice: Notice) {}

  clear(): void {
    this.screens.clear();
    this.taps.clear();
  }

  show(message: Message, look: Look): Screen {
    const screen = { ...this.stamp(), ...screenOf(message, look) };
    const earlier = this.screens.get(screen.chatId);
    if (earlier) earlier.push(screen);
    else this.screens.set(screen.chatId, [screen]);
    this.notice.tell();
    return screen;
  }

  tapped(tap: Omit<Tap, 'sequence' | 'at'>): Tap {
    const kept = { ...this.stamp(), ...tap };
    this.taps.set(tap.id, kept);
    return kept;
  }

  answered(id: string, answer: Omit<NonNullable<Tap['answer']>, 'at'>): void {
    const tap = this.taps.get(id);
    if (tap) this.taps.set(id, { ...tap, answer: { at: new Date().toISOString(), ...answer } });
    this.notice.tell();
  }

  tap(id: string): Tap | undefined {
    return this.taps.get(id);
  }

  tapsIn(chatId: number): Tap[] {
    return [...this.taps.values()].filter((tap) => tap.chatId === chatId);
  }

  /** All states in a chat after `sequence`, oldest first. */
  after(chatId: number, sequence: number): Screen[] {
    const all = this.screens.get(chatId) ?? [];
    return all.slice(all.findLastIndex((screen) => screen.sequence <= sequence) + 1);
  }

  /** The number of the newest state or tap. */
  get latest(): number {
    return this.last;
  }

  private stamp(): { sequence: number; at: string } {
    this.last += 1;
    return { sequence: this.last, at: new Date().toISOString() };
  }
}
