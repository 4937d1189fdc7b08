import { laneOf, type Pass } from './pass.js';

/**
 * How long Telegram wants to be left alone. It does not tell whether a chat had too many messages or all together: the
 * first refusal quiets its chat, another chat's refusal meanwhile quiets them all. What writes nothing is quieted where it
 * was refused and nowhere else.
 */
export class Pauses {
  private readonly lanes = new Map<string, number>();
  private messages = 0;

  /** A call was refused until then. */
  pause(pass: Pass, until: number, now: number): void {
    const lane = laneOf(pass);
    if (writes(pass) && this.isAnotherChatPaused(lane, now)) this.pauseMessages(until);
    this.lanes.set(lane, Math.max(this.lanes.get(lane) ?? 0, until));
  }

  /** No message is to be written until then, in whatever chat. */
  pauseMessages(until: number): void {
    this.messages = Math.max(this.messages, until);
  }

  /** Milliseconds for which such a call must wait; 0 is none. */
  wait(pass: Pass, now: number): number {
    const until = Math.max(this.lanes.get(laneOf(pass)) ?? 0, writes(pass) ? this.messages : 0);
    return Math.max(0, until - now);
  }

  /** Forgets what is over. */
  forgetOver(now: number): void {
    for (const [lane, until] of this.lanes) if (until <= now) this.lanes.delete(lane);
  }

  private isAnotherChatPaused(lane: string, now: number): boolean {
    return [...this.lanes].some(
      ([other, end]) => other.startsWith('message ') && other !== lane && end > now,
    );
  }
}

function writes({ kind }: Pass): boolean {
  return kind === 'message' || kind === 'upload';
}
