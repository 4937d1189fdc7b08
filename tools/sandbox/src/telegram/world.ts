import type { SandboxSettings } from '../options.js';
import { BotProfile } from './bot-profile.js';
import { CallLog } from './calls.js';
import type { TelegramFiles } from './files.js';
import { contentOf, envelopeOf, now } from './model.js';
import type { Chat, Message, MessageContent, Unsent, User } from './model.js';
import { Notice } from './notice.js';
import { badRequest, TelegramError } from './problem.js';
import { openMessageCounter } from './rates.js';
import type { MessageCounter } from './rates.js';
import { ScreenLog } from './screens.js';
import { UpdateQueue } from './updates/update-queue.js';

/** A message as it stands, and how often it changed. */
export interface Kept {
  message: Message;
  version: number;
  /** Rows of labels of the reply keyboard that came with it; none when it took one away. */
  readonly keyboard: readonly (readonly string[])[] | undefined;
}

/** How the bot stands in a chat: blocked or thrown out is `kicked`. */
export type Standing = 'member' | 'left' | 'kicked';

const refusals: Readonly<Record<Chat['type'], Readonly<Record<Exclude<Standing, 'member'>, string>>>> = {
  private: { kicked: 'bot was blocked by the user', left: 'bot was blocked by the user' },
  group: {
    kicked: 'bot was kicked from the group chat',
    left: 'bot is not a member of the group chat',
  },
  supergroup: {
    kicked: 'bot was kicked from the supergroup chat',
    left: 'bot is not a member of the supergroup chat',
  },
};

/** What Telegram knows: one bot, its chats and everything said in them. */
export class TelegramWorld {
  readonly notice = new Notice();
  readonly screens = new ScreenLog(this.notice);
  readonly calls = new CallLog(this.notice);
  readonly updates: UpdateQueue;
  readonly count: MessageCounter;
  readonly profile = new BotProfile();
  readonly chats = new Map<number, Chat>();
  readonly people = new Map<number, User>();
  readonly standings = new Map<number, Standing>();
  /** Topics of forums that somebody has written in. */
  readonly topics = new Set<string>();
  readonly actions: { readonly chat: number; readonly action: string }[] = [];
  readonly preCheckouts = new Map<string, (ok: boolean) => void>();
  readonly payloads = new Map<string, string>();
  readonly nextWebhookChange = { at: 0 };
  /** The bot whose token was last used. */
  bot: User;
  private readonly kept = new Map<number, Map<number, Kept>>();
  private nextMessage = 1;

  constructor(
    readonly settings: SandboxSettings,
    readonly files: TelegramFiles,
    readonly closing: AbortSignal,
  ) {
    this.updates = new UpdateQueue(settings.telegram.webhookRetry, closing);
    this.count = openMessageCounter(settings.limits);
    const username = settings.telegram.botUsername;
    this.bot = { id: 42, is_bot: true, first_name: 'Kinoline', username };
  }

  clear(): void {
    const stores = [this.chats, this.people, this.standings, this.preCheckouts, this.payloads, this.kept];
    for (const store of [...stores, this.screens, this.calls, this.profile]) store.clear();
    this.topics.clear();
    this.actions.splice(0);
    this.files.clear();
    this.updates.reset();
  }

  /** The chat, if the bot may write to it. Throws 400 when it is unknown, 403 when the bot is blocked or not in it. */
  openChat(id: number | string): Chat {
    const chat = typeof id === 'number' ? this.chats.get(id) : undefined;
    if (!chat) throw badRequest('chat not found');
    const standing = this.standings.get(chat.id) ?? 'member';
    if (standing !== 'member') throw new TelegramError(403, refusals[chat.type][standing]);
    return chat;
  }

  /** Adds a message to its chat. */
  say(from: User, chat: Chat, content: Unsent, keyboard?: Kept['keyboard']): Message {
    const message = { message_id: this.nextMessage, from, chat, date: now(), ...content };
    this.nextMessage += 1;
    const said = this.kept.get(chat.id) ?? new Map<number, Kept>();
    this.kept.set(chat.id, said.set(message.message_id, { message, version: 1, keyboard }));
    this.screens.show(message, { version: 1, deleted: false, keyboard });
    return message;
  }

  find(chatId: number, messageId: number): Kept | undefined {
    return this.kept.get(chatId)?.get(messageId);
  }

  /** The bot's own message, for editing. Throws 400 when there is none. */
  own(chatId: number, messageId: number): Kept {
    const kept = this.find(chatId, messageId);
    if (!kept) throw badRequest('message to edit not found');
    if (!kept.message.from.is_bot || kept.keyboard?.length) throw badRequest("message can't be edited");
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
    kept.version += 1;
    this.screens.show(kept.message, { ...kept, deleted: false });
    return kept.message;
  }

  /** Takes a message out of its chat; false when it is not there. */
  remove(chatId: number, messageId: number): boolean {
    const kept = this.find(chatId, messageId);
    if (!kept) return false;
    this.kept.get(chatId)?.delete(messageId);
    this.screens.show(kept.message, { ...kept, version: kept.version + 1, deleted: true });
    return true;
  }
}

function sorted(value: object): string {
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return JSON.stringify(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
