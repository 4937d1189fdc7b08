import type { Notice } from './notice.js';

/** One call of the Bot API, accepted or refused. */
export interface TelegramCall {
  /** 1, 2, 3 … in the order of the answers. */
  readonly sequence: number;
  /** When it came, ISO 8601. */
  readonly at: string;
  /** Milliseconds until it was answered. */
  readonly ms: number;
  /** As Telegram spells it; as it was called when Telegram has no such method. */
  readonly method: string;
  readonly chatId?: number | string;
  readonly messageId?: number;
  /** HTTP status of the answer; 0 when the connection was broken instead. */
  readonly status: number;
  /** Whether it took effect, also when the answer was lost. */
  readonly accepted: boolean;
  /** Telegram's words, when it was refused. */
  readonly description?: string;
  /** Seconds, with a 429. */
  readonly retryAfter?: number;
  /** What it gave that Telegram does not know, as paths such as `reply_markup.inline_keyboard.0.0.calback_data`. */
  readonly unknownFields: readonly string[];
  /** What Telegram would have ignored without a word, such as a thumbnail that is too large. */
  readonly ignoredFields: readonly string[];
  /** Bytes of the files that came with it. */
  readonly uploadedBytes: number;
  /** The messages it sent or changed. */
  readonly messageIds: readonly number[];
  /** All it gave, without the bytes of files. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** The append-only record of the calls. */
export class CallLog {
  private calls: TelegramCall[] = [];
  /** How many were forgotten. */
  private before = 0;

  constructor(readonly notice: Notice) {}

  clear(): void {
    this.before += this.calls.length;
    this.calls = [];
  }

  add(call: Omit<TelegramCall, 'sequence'>): void {
    this.calls.push({ sequence: this.before + this.calls.length + 1, ...call });
    this.notice.tell();
  }

  /** All after `sequence`, oldest first. */
  after(sequence: number): readonly TelegramCall[] {
    return this.calls.slice(Math.max(0, sequence - this.before));
  }
}
