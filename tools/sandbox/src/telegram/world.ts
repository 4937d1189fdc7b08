import type { TelegramFiles } from './files.js';
import { contentOf, envelopeOf, now } from './model.js';
import type { Chat, Message, MessageContent, User } from './model.js';
import { badRequest, TelegramError } from './problem.js';
import { UpdateQueue } from './update-queue.js';

/** A button that was pressed and what the bot said to it. */
export interface Press {
  readonly id: string;
  readonly at: number;
  answer?: { readonly text: string; readonly alert: boolean };
}

/** A message as it stands, and how often it was edited. */
export interface Kept {
  message: Message;
  edits: number;
}

/** What Telegram knows: one bot, its chats and everything said in them. */
export class TelegramWorld {
  readonly updates: UpdateQueue;
  readonly chats = new Map<number, Chat>();
  readonly people = new Map<number, User>();
  readonly blocked = new Set<number>();
  readonly presses = new Map<string, Press>();
  readonly actions: { readonly chat: number; readonly action: string }[] = [];
  readonly preCheckouts = new Map<string, (ok: boolean) => void>();
  readonly payloads = new Map<string, string>();
  commands: unknown = [];
  private kept: Kept[] = [];
  private nextMessage = 1;

  constructor(
    readonly files: TelegramFiles,
    closing: AbortSignal,
  ) {
    this.updates = new UpdateQueue(closing);
  }

  clear(): void {
    const stores = [this.chats, this.people, this.blocked, this.presses, this.preCheckouts, this.payloads];
    for (const store of stores) store.clear();
    this.actions.splice(0);
    this.kept = [];
    this.commands = [];
    this.files.clear();
    this.updates.reset();
  }

  /** The chat, if the bot may write to it. Throws 400 when it is unknown, 403 when the person blocked the bot. */
  openChat(id: number): Chat {
    const chat = this.chats.get(id);
    if (!chat) throw badRequest('chat not found');
    if (this.blocked.has(id)) throw new TelegramError(403, 'bot was blocked by the user');
    return chat;
  }

  /** Adds a message to its chat. */
  say(from: User, chat: Chat, content: Omit<Message, 'message_id' | 'from' | 'chat' | 'date'>): Message {
    const message = { message_id: this.nextMessage, from, chat, date: now(), ...content };
    this.nextMessage += 1;
    this.kept.push({ message, edits: 0 });
    return message;
  }

  find(chatId: number, messageId: number): Kept | undefined {
    return this.kept.find(({ message }) => message.chat.id === chatId && message.message_id === messageId);
  }

  /** Everything said in a chat that is not deleted, oldest first. */
  said(chatId: number): readonly Kept[] {
    return this.kept.filter(({ message }) => message.chat.id === chatId);
  }

  /** The bot's own message, for editing. Throws 400 when there is none. */
  own(chatId: number, messageId: number): Kept {
    const kept = this.find(chatId, messageId);
    if (!kept) throw badRequest('message to edit not found');
    if (!kept.message.from.is_bot) throw badRequest("message can't be edited");
    return kept;
  }

  /** Replaces what a message shows. Throws 400 when nothing changes. */
  edit(kept: Kept, content: MessageContent): Message {
    if (sorted(contentOf(kept.message)) === sorted(content)) {
      throw badRequest(
        'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
      );
    }
    kept.message = { ...envelopeOf(kept.message), ...content, edit_date: now() };
    kept.edits += 1;
    return kept.message;
  }

  remove(chatId: number, messageId: number): void {
    const kept = this.find(chatId, messageId);
    if (!kept) throw badRequest('message to delete not found');
    this.kept.splice(this.kept.indexOf(kept), 1);
  }
}

function sorted(value: object): string {
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return JSON.stringify(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
