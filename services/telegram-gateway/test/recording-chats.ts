import type { Picture, SentFile, TelegramChats, VideoFile } from '../src/ports.js';
import type { MenuCommand } from '../src/telegram/menu.js';
import type { Screen } from '../src/telegram/screen.js';

/** A message that stands in a chat. */
export interface StandingMessage {
  readonly chatId: string;
  readonly messageId: number;
  readonly html: string;
  readonly rows: Screen['rows'];
  readonly kind: 'text' | 'video' | 'picture';
}

/** Chats in memory: what stands in them, and every call in order. */
export class RecordingChats implements TelegramChats {
  readonly messages: StandingMessage[] = [];
  readonly calls: string[] = [];
  readonly toasts: { pressId: string; text: string | undefined }[] = [];
  readonly menus: { readonly chatId: string; readonly commands: readonly MenuCommand[] }[] = [];
  readonly files = new Map<string, Uint8Array>();
  /** Thrown by the next call with this name. */
  readonly failures = new Map<string, Error>();
  /** Awaited by the next call with this name before it has its effect. */
  readonly gates = new Map<string, Promise<unknown>>();
  private lastId = 100;

  send(chatId: string, { html, rows }: Screen): Promise<number> {
    return this.call('send', () => this.add({ chatId, html, rows, kind: 'text' }));
  }

  edit(chatId: string, messageId: number, { html, rows }: Screen): Promise<'edited' | 'unchanged' | 'gone'> {
    return this.call('edit', () => this.change(chatId, messageId, { html, rows }));
  }

  editButtons(
    chatId: string,
    messageId: number,
    rows: Screen['rows'],
  ): Promise<'edited' | 'unchanged' | 'gone'> {
    return this.call('editButtons', () => this.change(chatId, messageId, { rows }));
  }

  remove(chatId: string, messageId: number): Promise<void> {
    return this.call('remove', () => {
      const at = this.find(chatId, messageId);
      if (at >= 0) this.messages.splice(at, 1);
    });
  }

  answerPress(pressId: string, toast?: { readonly text: string }): Promise<void> {
    return this.call('answerPress', () => {
      this.toasts.push({ pressId, text: toast?.text });
    });
  }

  sendKeptVideo(
    chatId: string,
    { captionHtml, rows, fileId }: Pick<VideoFile, 'captionHtml' | 'rows'> & { readonly fileId: string },
  ): Promise<SentFile> {
    return this.call('sendKeptVideo', () => ({
      messageId: this.add({ chatId, html: captionHtml, rows, kind: 'video' }),
      fileId,
    }));
  }

  async sendVideo(chatId: string, video: VideoFile): Promise<SentFile> {
    const parts: Uint8Array[] = [];
    for await (const part of await video.open()) parts.push(part);
    return this.call('sendVideo', () => {
      const messageId = this.add({ chatId, html: video.captionHtml, rows: video.rows, kind: 'video' });
      return { messageId, fileId: this.keep(`video-${messageId}`, Buffer.concat(parts)) };
    });
  }

  sendPicture(chatId: string, { captionHtml = '', rows = [], bytes }: Picture): Promise<SentFile> {
    return this.call('sendPicture', () => {
      const messageId = this.add({ chatId, html: captionHtml, rows, kind: 'picture' });
      return { messageId, fileId: this.keep(`picture-${messageId}`, bytes) };
    });
  }

  setMenu(chatId: string, commands: readonly MenuCommand[]): Promise<void> {
    return this.call('setMenu', () => void this.menus.push({ chatId, commands }));
  }

  act(): Promise<void> {
    return this.call('act', () => undefined);
  }

  download(fileId: string): Promise<Uint8Array> {
    return this.call('download', () => {
      const bytes = this.files.get(fileId);
      if (!bytes) throw new Error(`no file ${fileId}`);
      return bytes;
    });
  }

  /** What stands last in a chat. */
  last(chatId: string): StandingMessage | undefined {
    return this.messages.findLast((message) => message.chatId === chatId);
  }

  private call<Result>(name: string, effect: () => Result): Promise<Result> {
    this.calls.push(name);
    const failure = this.failures.get(name);
    if (failure) {
      this.failures.delete(name);
      return Promise.reject(failure);
    }
    const gate = this.gates.get(name) ?? Promise.resolve();
    this.gates.delete(name);
    return gate.then(effect);
  }

  private add(message: Omit<StandingMessage, 'messageId'>): number {
    this.lastId += 1;
    this.messages.push({ ...message, messageId: this.lastId });
    return this.lastId;
  }

  private keep(fileId: string, bytes: Uint8Array): string {
    this.files.set(fileId, bytes);
    return fileId;
  }

  private change(
    chatId: string,
    messageId: number,
    content: Partial<Pick<StandingMessage, 'html' | 'rows'>>,
  ): 'edited' | 'unchanged' | 'gone' {
    const at = this.find(chatId, messageId);
    const before = this.messages[at];
    if (!before) return 'gone';
    const after = { ...before, ...content };
    if (JSON.stringify(after) === JSON.stringify(before)) return 'unchanged';
    this.messages[at] = after;
    return 'edited';
  }

  private find(chatId: string, messageId: number): number {
    return this.messages.findIndex((each) => each.chatId === chatId && each.messageId === messageId);
  }
}
