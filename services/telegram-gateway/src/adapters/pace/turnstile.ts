import { type ChatLimits, ChatWindows } from './chat-windows.js';
import { laneOf, type Pass } from './pass.js';
import { Pauses } from './pauses.js';

/** Whoever was let through says by this that the call has ended. */
export type Leave = () => void;

interface Waiting {
  readonly pass: Pass;
  readonly enter: (leave: Leave) => void;
}

/**
 * Lets calls of the Bot API through as its limits allow: in each chat in the order they came, and a chat that has to wait
 * keeps no other waiting.
 *
 * Own code, because the limits of all, of the chat and of the group must hold at the same moment and in any period:
 * rate-limiter-flexible counts in fixed periods, around whose borders twice the limit passes; p-queue counts one limit.
 */
export class Turnstile {
  private readonly windows: ChatWindows;
  private readonly pauses = new Pauses();
  private waiting: Waiting[] = [];
  private timer: NodeJS.Timeout | undefined;

  /** @param now - a clock in milliseconds that never goes back */
  constructor(
    limits: ChatLimits,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.windows = new ChatWindows(limits);
  }

  /** Waits for its turn. @throws the reason of the signal when it is aborted before */
  async enter(pass: Pass, signal?: AbortSignal): Promise<Leave> {
    signal?.throwIfAborted();
    const turn = Promise.withResolvers<Leave>();
    const waiting = { pass, enter: turn.resolve };
    const giveUp = (): void => {
      this.remove(waiting);
      turn.reject(signal?.reason);
    };
    signal?.addEventListener('abort', giveUp, { once: true });
    this.waiting.push(waiting);
    this.letThrough();
    try {
      return await turn.promise;
    } finally {
      signal?.removeEventListener('abort', giveUp);
    }
  }

  /** Lets no message through for so many milliseconds: whoever wrote until just now may have used up what the limits allow. */
  rest(ms: number): void {
    this.pauses.pauseMessages(this.now() + ms);
  }

  /** Telegram refused a call: it wants to be left alone for so many milliseconds. */
  pause(pass: Pass, ms: number): void {
    this.pauses.pause(pass, this.now() + ms, this.now());
  }

  /** Milliseconds for which Telegram wants no such call. */
  pauseOf(pass: Pass): number {
    return this.pauses.wait(pass, this.now());
  }

  private letThrough(): void {
    clearTimeout(this.timer);
    const now = this.now();
    const blocked = new Set<string>();
    let next = Infinity;
    for (const one of [...this.waiting]) {
      const lane = laneOf(one.pass);
      if (blocked.has(lane)) continue;
      const wait = Math.max(this.windows.wait(one.pass, now), this.pauses.wait(one.pass, now));
      if (wait === 0) this.admit(one, now);
      else blocked.add(lane);
      if (wait > 0) next = Math.min(next, wait);
    }
    this.windows.forgetIdle(now);
    this.pauses.forgetOver(now);
    if (next < Infinity) this.timer = setTimeout(() => this.letThrough(), Math.ceil(next));
  }

  private admit(one: Waiting, now: number): void {
    this.remove(one);
    const end = this.windows.begin(one.pass, now);
    one.enter(() => {
      end(this.now());
      this.letThrough();
    });
  }

  private remove(one: Waiting): void {
    this.waiting = this.waiting.filter((other) => other !== one);
  }
}
