import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { now } from './model.js';
import type { Chat, Entity, Message, User } from './model.js';
import type { Press, TelegramWorld } from './world.js';

/** The chat a person writes in. */
export interface ChatFacts {
  /** Positive for a private chat (the person's own id), negative for a group. */
  readonly id: number;
  readonly type?: Chat['type'];
  readonly title?: string;
  /** Who writes; in a private chat the person whose chat it is. */
  readonly person?: {
    readonly id?: number;
    readonly firstName?: string;
    readonly username?: string;
    readonly language?: string;
  };
}

/** A message as the person sees it. */
export interface SeenMessage {
  readonly messageId: number;
  readonly from: 'bot' | 'person';
  readonly kind:
    'text' | 'photo' | 'video' | 'animation' | 'document' | 'audio' | 'voice' | 'invoice' | 'payment';
  /** Text or caption, without markup. */
  readonly text: string;
  /** Rows of button labels. */
  readonly buttons: readonly (readonly string[])[];
  /** Id of the file it carries, for `file`. */
  readonly fileId?: string;
  readonly edits: number;
  /** The Bot API's own object. */
  readonly message: Message;
}

const kinds = ['text', 'photo', 'video', 'animation', 'document', 'audio', 'voice', 'invoice'] as const;

function fileId(message: Message): string | undefined {
  const { photo, video, animation, document, audio, voice } = message;
  return (photo?.at(-1) ?? video ?? animation ?? document ?? audio ?? voice)?.file_id;
}

function commandEntities(text: string): { entities?: Entity[] } {
  const command = /^\/[A-Za-z0-9_]+(@\w+)?/.exec(text)?.[0];
  return command ? { entities: [{ type: 'bot_command', offset: 0, length: command.length }] } : {};
}

/** Plays the person: writes, presses, pays, blocks, and sees what the person sees. */
export class Person {
  constructor(private readonly world: TelegramWorld) {}

  /** Opens (or finds) a chat; a bot can write only to chats that were opened. */
  enter(facts: ChatFacts | number): { chat: Chat; user: User } {
    const { id, type = 'private', title, person = {} } = typeof facts === 'number' ? { id: facts } : facts;
    const userId = person.id ?? Math.abs(id);
    const first_name = person.firstName ?? 'Ada';
    const username = person.username === undefined ? {} : { username: person.username };
    const language_code = person.language ?? 'en';
    const user = this.world.people.get(userId) ?? {
      id: userId,
      is_bot: false,
      first_name,
      language_code,
      ...username,
    };
    const fresh: Chat =
      type === 'private' ? { id, type, first_name, ...username } : { id, type, title: title ?? 'Group' };
    const chat = this.world.chats.get(id) ?? fresh;
    this.world.people.set(userId, user);
    this.world.chats.set(id, chat);
    return { chat, user };
  }

  /** Writes a text; returns the message id. */
  sendText(facts: ChatFacts | number, text: string): number {
    const { chat, user } = this.enter(facts);
    return this.say(user, chat, { text, ...commandEntities(text) });
  }

  async sendPhoto(facts: ChatFacts | number, bytes: Uint8Array, caption?: string): Promise<number> {
    const { chat, user } = this.enter(facts);
    const part = { name: 'photo.jpg', contentType: 'image/jpeg', bytes: Buffer.from(bytes) };
    const photo = await this.world.files.add(part, 'photo', { width: 1280, height: 720 });
    return this.say(user, chat, { photo: [photo], ...(caption === undefined ? {} : { caption }) });
  }

  async sendVoice(facts: ChatFacts | number, bytes: Uint8Array, seconds: number): Promise<number> {
    const { chat, user } = this.enter(facts);
    const part = { name: 'voice.oga', contentType: 'audio/ogg', bytes: Buffer.from(bytes) };
    const voice = await this.world.files.add(part, 'voice', { duration: seconds, mime_type: 'audio/ogg' });
    return this.say(user, chat, { voice });
  }

  private say(user: User, chat: Chat, content: Parameters<TelegramWorld['say']>[2]): number {
    const message = this.world.say(user, chat, content);
    this.world.updates.push('message', message);
    return message.message_id;
  }

  /** What the person sees in a chat, oldest first. */
  messages(chatId: number): SeenMessage[] {
    return this.world.said(chatId).map(({ message, edits }) => {
      const id = fileId(message);
      return {
        messageId: message.message_id,
        from: message.from.is_bot ? 'bot' : 'person',
        kind: kinds.find((kind) => message[kind] !== undefined) ?? 'payment',
        text: message.text ?? message.caption ?? '',
        buttons: (message.reply_markup?.inline_keyboard ?? []).map((row) => row.map(({ text }) => text)),
        ...(id === undefined ? {} : { fileId: id }),
        edits,
        message,
      };
    });
  }

  /**
   * Presses the button with this label: on the given message, else on the newest that has it. Returns the press's id.
   * Throws a RangeError when there is no such button.
   */
  press(chatId: number, label: string, messageId?: number): string {
    const pressed = this.world
      .said(chatId)
      .filter(({ message }) => messageId === undefined || message.message_id === messageId)
      .flatMap(({ message }) =>
        (message.reply_markup?.inline_keyboard.flat() ?? []).map((button) => ({ message, button })),
      )
      .findLast(({ button }) => button.text === label && button.callback_data !== undefined);
    if (!pressed) throw new RangeError(`no button '${label}' in chat ${chatId}`);
    const id = String(randomInt(10 ** 14));
    this.world.presses.set(id, { id, at: Date.now() });
    const { user } = this.enter(chatId);
    const data = pressed.button.callback_data;
    const query = { id, from: user, message: pressed.message, chat_instance: String(chatId), data };
    this.world.updates.push('callback_query', query);
    return id;
  }

  /** The press and, when the bot answered it, the answer. */
  pressed(id: string): Press | undefined {
    return this.world.presses.get(id);
  }

  /** Pays an invoice: asks the bot first, as Telegram does; false when the bot refuses or does not answer in 10 s. */
  async pay(chatId: number, messageId: number): Promise<boolean> {
    const { chat, user } = this.enter(chatId);
    const invoice = this.world.find(chatId, messageId)?.message.invoice;
    const payload = this.world.payloads.get(`${chatId}:${messageId}`);
    if (!invoice || payload === undefined) throw new RangeError(`no invoice ${messageId} in chat ${chatId}`);
    const { currency, total_amount } = invoice;
    const id = String(randomInt(10 ** 14));
    const agreed = new Promise<boolean>((decide) => {
      this.world.preCheckouts.set(id, decide);
      setTimeout(() => decide(false), 10_000).unref();
    });
    const facts = { currency, total_amount, invoice_payload: payload };
    this.world.updates.push('pre_checkout_query', { id, from: user, ...facts });
    if (!(await agreed)) return false;
    const charge = { telegram_payment_charge_id: `charge_${id}`, provider_payment_charge_id: '' };
    this.say(user, chat, { successful_payment: { ...facts, ...charge } });
    return true;
  }

  /** Blocks the bot, or lets it write again. */
  block(chatId: number, blocked = true): void {
    const { chat, user } = this.enter(chatId);
    if (blocked) this.world.blocked.add(chatId);
    else this.world.blocked.delete(chatId);
    const member = (status: string): object => ({ user: { id: 0, is_bot: true }, status });
    const [before, after] = blocked ? ['member', 'kicked'] : ['kicked', 'member'];
    const change = { old_chat_member: member(before), new_chat_member: member(after) };
    this.world.updates.push('my_chat_member', { chat, from: user, date: now(), ...change });
  }

  /** What the bot said it was doing: `typing`, `upload_video` … */
  actions(chatId: number): string[] {
    return this.world.actions.filter(({ chat }) => chat === chatId).map(({ action }) => action);
  }

  /** The commands the bot has set. */
  commands(): unknown {
    return this.world.commands;
  }

  /** The bytes of a file in a chat. Throws a RangeError when there is none. */
  async file(id: string): Promise<Buffer> {
    const stored = this.world.files.find(id);
    if (!stored) throw new RangeError(`no file ${id}`);
    return readFile(stored.path);
  }
}
