import type { Pass } from './pass.js';

/**
 * How long Telegram wants to be left alone. It does not tell whether a chat had too many messages or all together: the
 * first refusal quiets its chat, another chat's refusal meanwhile quiets them all.
 */
export class Pauses {
  private readonly chats = new Map<string, number>();
  private all = 0;
  private quiet = 0;

  /** A call was refused until then. */
  pause({ chatId, kind }: Pass, until: number, now: number): void {
    if (kind === 'quiet') {
      this.quiet = Math.max(this.quiet, until);
      return;
    }
    const others = [...this.chats].some(([other, end]) => other !== chatId && end > now);
    if (others) this.all = Math.max(this.all, until);
    this.chats.set(chatId, Math.max(this.chats.get(chatId) ?? 0, until));
  }

  /** Milliseconds for which such a call must wait; 0 is none. */
  wait({ chatId, kind }: Pass, now: number): number {
    const until = kind === 'quiet' ? this.quiet : Math.max(this.all, this.chats.get(chatId) ?? 0);
    return Math.max(0, until - now);
  }

  /** Forgets what is over. */
  forgetOver(now: number): void {
    for (const [chatId, until] of this.chats) if (until <= now) this.chats.delete(chatId);
  }
}
