import type { Pass } from './pass.js';
import { type Limit, SlidingWindow } from './sliding-window.js';

/** The limits of one replica. */
export interface ChatLimits {
  /** Of all chats together. */
  readonly all: Limit;
  /** Of each chat. */
  readonly chat: Limit;
  /** Of each group, besides. */
  readonly group: Limit;
  /** Of everything that writes nothing, but for answers to presses. */
  readonly quiet: Limit;
  /** Of answers to presses: deletions whose answers are slow must keep no person waiting. */
  readonly presses: Limit;
}

/**
 * The limits as Telegram tells them: one message a second in a chat, where short bursts pass, 20 a minute in a group, and
 * in all as many as given.
 * Source: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
 */
export function chatLimits(messagesPerSecond: number): ChatLimits {
  return {
    all: { calls: messagesPerSecond, ms: 1_000 },
    chat: { calls: 3, ms: 3_000 },
    group: { calls: 20, ms: 60_000 },
    quiet: { calls: 30, ms: 1_000 },
    presses: { calls: 30, ms: 1_000 },
  };
}

/** Which limits a call counts against, and where they stand. */
export class ChatWindows {
  private readonly all: SlidingWindow;
  private readonly quiet: SlidingWindow;
  private readonly presses: SlidingWindow;
  private readonly chats = new Map<string, readonly SlidingWindow[]>();

  constructor(private readonly limits: ChatLimits) {
    this.all = new SlidingWindow(limits.all);
    this.quiet = new SlidingWindow(limits.quiet);
    this.presses = new SlidingWindow(limits.presses);
  }

  /** Milliseconds until the call may begin, see {@link SlidingWindow.wait}. */
  wait(pass: Pass, now: number): number {
    return Math.max(...this.of(pass).map((window) => window.wait(now)));
  }

  /** The call begins. @returns what to call when it has ended, with the time */
  begin(pass: Pass, now: number): (now: number) => void {
    if (pass.kind !== 'upload') return this.count(pass);
    // An upload is counted somewhere between its two ends, which may be minutes apart: it counts at both.
    this.count(pass)(now);
    return (end) => this.count(pass)(end);
  }

  /** Forgets chats in which nothing counts any more. */
  forgetIdle(now: number): void {
    for (const [chatId, windows] of this.chats) {
      if (windows.every((window) => window.isIdle(now))) this.chats.delete(chatId);
    }
  }

  private count(pass: Pass): (now: number) => void {
    const ends = this.of(pass).map((window) => window.begin());
    return (now) => {
      for (const end of ends) end(now);
    };
  }

  private of({ chatId, kind }: Pass): readonly SlidingWindow[] {
    if (kind === 'quiet') return [this.quiet];
    if (kind === 'press') return [this.presses];
    const { chat, group } = this.limits;
    // Groups have negative ids.
    const limits = chatId.startsWith('-') ? [chat, group] : [chat];
    const known = this.chats.get(chatId) ?? limits.map((limit) => new SlidingWindow(limit));
    this.chats.set(chatId, known);
    return [this.all, ...known];
  }
}
