import { setTimeout as pause } from 'node:timers/promises';
import type { Update } from './model.js';
import { TelegramError } from './problem.js';

/** Updates are kept 24 hours. */
const keptMs = 24 * 3_600_000;
/** What a bot does not get unless it asks. */
const unusual = ['chat_member', 'message_reaction', 'message_reaction_count'];

/** A webhook that was set. */
export interface BotWebhook {
  readonly url: string;
  readonly secretToken?: string | undefined;
}

interface Waiting {
  readonly wake: () => void;
  readonly refuse: (error: Error) => void;
}

/** The updates of one bot that are not confirmed yet. */
export class UpdateQueue {
  private pending: { update: Update; at: number }[] = [];
  private nextId = 700_000_001;
  private waiting: Waiting | undefined;
  private sending = false;
  webhook: BotWebhook | undefined;
  allowed: readonly string[] = [];
  lastError: { readonly at: number; readonly text: string } | undefined;

  constructor(private readonly closing: AbortSignal) {}

  /** Queues an update for the bot, unless it did not ask for its kind. */
  push(kind: string, value: unknown): void {
    const wanted = this.allowed.length > 0 ? this.allowed.includes(kind) : !unusual.includes(kind);
    if (!wanted) return;
    this.pending.push({ update: { update_id: this.nextId, [kind]: value }, at: Date.now() });
    this.nextId += 1;
    this.waiting?.wake();
    void this.send();
  }

  get count(): number {
    return this.pending.length;
  }

  clear(): void {
    this.pending = [];
  }

  /** Forgets the updates, the webhook and what the bot asked for. */
  reset(): void {
    this.clear();
    this.webhook = undefined;
    this.allowed = [];
    this.lastError = undefined;
  }

  /** Long poll: confirms everything before `offset`, answers with the rest, waits up to `timeoutMs` for something. */
  async poll(offset: number | undefined, limit: number, timeoutMs: number): Promise<Update[]> {
    if (this.webhook) {
      throw new TelegramError(
        409,
        "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    }
    this.confirm(offset);
    this.waiting?.refuse(
      new TelegramError(
        409,
        'terminated by other getUpdates request; make sure that only one bot instance is running',
      ),
    );
    if (this.pending.length === 0 && timeoutMs > 0) await this.something(timeoutMs);
    return this.pending.slice(0, limit).map(({ update }) => update);
  }

  private confirm(offset: number | undefined): void {
    const oldest = Date.now() - keptMs;
    const fresh = this.pending.filter(({ at }) => at > oldest);
    if (offset !== undefined && offset < 0) this.pending = fresh.slice(offset);
    else this.pending = fresh.filter(({ update }) => update.update_id >= (offset ?? 0));
  }

  private async something(timeoutMs: number): Promise<void> {
    const over = new AbortController();
    const asked = new Promise<void>((wake, refuse) => {
      this.waiting = { wake, refuse };
    });
    const signal = AbortSignal.any([this.closing, over.signal]);
    const late = pause(timeoutMs, undefined, { signal, ref: false }).catch(() => undefined);
    const mine = this.waiting;
    try {
      await Promise.race([asked, late]);
    } finally {
      over.abort();
      if (this.waiting === mine) this.waiting = undefined;
    }
  }

  /** Sends the pending updates to the webhook, one after the other, each until it is taken. */
  async send(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    for (let failures = 0; this.webhook && this.pending[0] && !this.closing.aborted;) {
      const { update } = this.pending[0];
      const taken = await this.post(this.webhook, update);
      if (taken) this.confirm(update.update_id + 1);
      failures = taken ? 0 : failures + 1;
      const wait = Math.min(5_000, 50 * 2 ** failures);
      if (!taken) await pause(wait, undefined, { signal: this.closing, ref: false }).catch(() => undefined);
    }
    this.sending = false;
  }

  private async post({ url, secretToken }: BotWebhook, update: Update): Promise<boolean> {
    const secret = secretToken === undefined ? {} : { 'x-telegram-bot-api-secret-token': secretToken };
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...secret },
        body: JSON.stringify(update),
        signal: AbortSignal.any([this.closing, AbortSignal.timeout(60_000)]),
      });
      await response.body?.cancel();
      if (response.ok) return true;
      this.lastError = { at: Date.now(), text: `Wrong response from the webhook: ${response.status}` };
    } catch {
      this.lastError = { at: Date.now(), text: 'Connection refused' };
    }
    return false;
  }
}
