import { setTimeout as pause } from 'node:timers/promises';
import type { SandboxSettings } from '../../options.js';
import type { Update } from '../model.js';
import { Notice } from '../notice.js';
import { TelegramError } from '../problem.js';
import { batchOf, unconfirmed } from './batch.js';
import type { BotWebhook, DeliveryMode, Entry, UpdateRecord } from './entry.js';
import { recordOf } from './entry.js';
import { WebhookSender } from './webhook-sender.js';

/** Updates are kept 24 hours. */
const keptMs = 24 * 3_600_000;
/** After one 409 the next is answered this much later, so that two pollers do not spin. */
const conflictPauseMs = 3_000;
/** What a bot does not get unless it asks. */
const unusual = ['chat_member', 'message_reaction', 'message_reaction_count'];
const usualDelivery: DeliveryMode = { times: 1, windowMs: 0 };

const conflicts = {
  webhook:
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
  poller: 'terminated by other getUpdates request; make sure that only one bot instance is running',
  set: 'terminated by setWebhook request',
} as const;

/** The updates of one bot. */
export class UpdateQueue {
  private readonly news = new Notice();
  private all: Entry[] = [];
  private pending: readonly Entry[] = [];
  private nextId = 700_000_001;
  private nextConflictAt = 0;
  private poller: AbortController | undefined;
  private sender: WebhookSender | undefined;
  private life = new AbortController();
  allowed: readonly string[] = [];
  mode = usualDelivery;
  lastError: { readonly at: number; readonly text: string } | undefined;

  constructor(
    private readonly retry: SandboxSettings['telegram']['webhookRetry'],
    private readonly closing: AbortSignal,
  ) {}

  get count(): number {
    return this.pending.length;
  }

  get webhook(): BotWebhook | undefined {
    return this.sender?.webhook;
  }

  /** Queues an update for the bot, unless it did not ask for its kind. */
  push(kind: string, value: unknown, chatId: number): void {
    const wanted = this.allowed.length > 0 ? this.allowed.includes(kind) : !unusual.includes(kind);
    if (!wanted) return;
    const update = { update_id: this.nextId, [kind]: value };
    const entry = { update, at: Date.now(), chatId, deliveries: 0, again: 0, confirmed: false };
    this.nextId += 1;
    this.all.push(entry);
    this.keep([...this.pending, entry]);
    this.sender?.add(entry, this.mode);
    // A timer may fire a moment before the clock says so; told too early, a poll would sleep on.
    if (this.mode.windowMs > 0) setTimeout(() => this.news.tell(), this.mode.windowMs + 2).unref();
    this.news.tell();
  }

  /** Forgets what is not delivered yet. */
  drop(): void {
    this.sender?.stop();
    this.keep([]);
  }

  /** Forgets the updates, the webhook and what the bot asked for. */
  reset(): void {
    this.life.abort();
    this.life = new AbortController();
    this.sender = undefined;
    this.all = [];
    this.pending = [];
    this.allowed = [];
    this.mode = usualDelivery;
    this.lastError = undefined;
  }

  /** Everything that was for the bot, oldest first. */
  records(): UpdateRecord[] {
    return this.all.map(recordOf);
  }

  /**
   * Delivers updates again, `times` more: over a webhook any of the last 24 hours, over polling those that are not
   * confirmed. Returns the ids of those that come again.
   */
  redeliver(ids: readonly number[] | 'all', times: number): number[] {
    const oldest = Date.now() - keptMs;
    const asked = this.all.filter(
      ({ update, at, confirmed }) =>
        at > oldest && (ids === 'all' || ids.includes(update.update_id)) && (this.sender ?? !confirmed),
    );
    for (const entry of asked) {
      if (this.sender) this.sender.add(entry, { ...this.mode, times });
      else entry.again += times;
    }
    this.news.tell();
    return asked.map(({ update }) => update.update_id);
  }

  /** Sends all updates to a webhook from now on, or to none. */
  setWebhook(webhook: BotWebhook | undefined): void {
    if (JSON.stringify(webhook) === JSON.stringify(this.webhook)) return;
    this.sender?.stop();
    this.lastError = undefined;
    if (!webhook) {
      this.sender = undefined;
      return;
    }
    this.poller?.abort(conflicts.set);
    const signal = AbortSignal.any([this.closing, this.life.signal]);
    this.sender = new WebhookSender(webhook, this.retry, this, signal);
    for (const entry of this.pending) this.sender.add(entry, this.mode);
  }

  /** Long poll: confirms everything before `offset`, answers with the rest, waits up to `timeoutMs` for something. */
  async poll(
    offset: number | undefined,
    limit: number,
    timeoutMs: number,
    gone: AbortSignal,
  ): Promise<Update[]> {
    if (this.sender) throw await this.conflict(conflicts.webhook);
    this.confirm(offset);
    const batch = this.take(limit) ?? (timeoutMs > 0 ? await this.wait(limit, timeoutMs, gone) : undefined);
    return (batch ?? []).map(({ update }) => update);
  }

  taken(entry: Entry): void {
    this.keep(this.pending.filter((other) => other !== entry));
  }

  failed(text: string): void {
    this.lastError = { at: Date.now(), text };
  }

  private async wait(limit: number, timeoutMs: number, gone: AbortSignal): Promise<Entry[] | undefined> {
    this.poller?.abort(conflicts.poller);
    const mine = new AbortController();
    this.poller = mine;
    const over = AbortSignal.any([this.closing, this.life.signal, gone, mine.signal]);
    const look = (): Entry[] | undefined => (over.aborted ? undefined : this.take(limit));
    const batch = await this.news.until(look, timeoutMs, over);
    if (this.poller === mine) this.poller = undefined;
    if (mine.signal.aborted) throw await this.conflict(String(mine.signal.reason));
    return batch;
  }

  private take(limit: number): Entry[] | undefined {
    const batch = batchOf(this.pending, this.mode, limit, Date.now());
    for (const entry of batch) {
      entry.deliveries += 1;
      entry.again = 0;
    }
    return batch.length > 0 ? batch : undefined;
  }

  private confirm(offset: number | undefined): void {
    const oldest = Date.now() - keptMs;
    const fresh = this.pending.filter(({ at }) => at > oldest);
    this.keep(unconfirmed(fresh, offset, this.mode));
  }

  /** Whatever is no longer pending is confirmed. */
  private keep(pending: readonly Entry[]): void {
    for (const entry of this.pending) if (!pending.includes(entry)) entry.confirmed = true;
    this.pending = pending;
  }

  private async conflict(words: string): Promise<TelegramError> {
    const now = Date.now();
    if (now >= this.nextConflictAt) this.nextConflictAt = now + conflictPauseMs;
    else await pause(conflictPauseMs, undefined, { signal: this.closing, ref: false }).catch(() => undefined);
    return new TelegramError(409, words);
  }
}
