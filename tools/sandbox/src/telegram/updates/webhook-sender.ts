import type { SandboxSettings } from '../../options.js';
import type { BotWebhook, DeliveryMode, Entry } from './entry.js';
import { isUsual } from './batch.js';
import { postUpdate } from './post-update.js';

interface Copy {
  readonly entry: Entry;
  /** Only one copy of a lane is under way; without a lane it goes whenever it is due. */
  readonly lane: number | undefined;
  dueAt: number;
  failures: number;
  sending: boolean;
}

/** Where a sender reports to. */
export interface SenderReports {
  /** All copies of an update were taken. */
  taken(entry: Entry): void;
  failed(words: string): void;
}

/** Posts updates to a webhook: those of a chat one after the other, each until it is taken. */
export class WebhookSender {
  private copies: Copy[] = [];
  private active = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    readonly webhook: BotWebhook,
    private readonly retry: SandboxSettings['telegram']['webhookRetry'],
    private readonly reports: SenderReports,
    private readonly closing: AbortSignal,
  ) {}

  /** Takes an update; in an unusual mode its copies come some time within the window, in any order. */
  add(entry: Entry, mode: DeliveryMode): void {
    const lane = isUsual(mode) ? entry.chatId : undefined;
    for (let copy = 0; copy < mode.times; copy += 1) {
      const dueAt = Date.now() + Math.random() * mode.windowMs;
      this.copies.push({ entry, lane, dueAt, failures: 0, sending: false });
    }
    this.pump();
  }

  /** Sends nothing more; what is under way may still arrive. */
  stop(): void {
    this.copies = [];
  }

  /** The copies that nothing of their lane stands before. */
  private firstOfLanes(): Copy[] {
    const lanes = new Set<number>();
    return this.copies.filter(({ lane }) => {
      if (lane === undefined) return true;
      const first = !lanes.has(lane);
      lanes.add(lane);
      return first;
    });
  }

  private pump(): void {
    clearTimeout(this.timer);
    if (this.closing.aborted) return;
    const waiting = this.firstOfLanes().filter(({ sending }) => !sending);
    const now = Date.now();
    for (const copy of waiting.filter(({ dueAt }) => dueAt <= now)) {
      if (this.active < this.webhook.maxConnections) void this.send(copy);
    }
    const next = Math.min(...waiting.map(({ dueAt }) => dueAt).filter((dueAt) => dueAt > now));
    if (next < Infinity) this.timer = setTimeout(() => this.pump(), next - now + 1).unref();
  }

  private async send(copy: Copy): Promise<void> {
    copy.sending = true;
    this.active += 1;
    const outcome = await postUpdate(this.webhook, copy.entry.update, this.closing);
    this.active -= 1;
    copy.sending = false;
    if (outcome.taken) this.taken(copy);
    else this.failed(copy, outcome.words, outcome.retryAfterMs);
    this.pump();
  }

  private taken(copy: Copy): void {
    copy.entry.deliveries += 1;
    this.copies = this.copies.filter((other) => other !== copy);
    if (!this.copies.some(({ entry }) => entry === copy.entry)) this.reports.taken(copy.entry);
  }

  private failed(copy: Copy, words: string, retryAfterMs: number | undefined): void {
    const { firstPauseMs, longestPauseMs } = this.retry;
    const doubled = Math.min(longestPauseMs, firstPauseMs * 2 ** copy.failures);
    copy.failures += 1;
    copy.dueAt = Date.now() + (retryAfterMs ?? doubled);
    this.reports.failed(words);
  }
}
