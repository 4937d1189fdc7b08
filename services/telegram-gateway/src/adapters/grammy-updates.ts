import { allowedUpdates } from '../telegram/read-update-schema.js';
import type { RawUpdate, TelegramUpdates, WebhookState } from '../updates/telegram-updates.js';
import type { PlainCalls } from './bot-api/plain-calls.js';

/** How long Telegram waits for something to happen, in seconds; it allows 50. */
const waitSeconds = 25;
/** Requests at once to the webhook; each answers as soon as its update is said. */
const maxConnections = 40;

/** The updates of a bot, by the Bot API. */
export class GrammyUpdates implements TelegramUpdates {
  constructor(private readonly calls: PlainCalls) {}

  async fetch(offset: number | undefined, signal: AbortSignal): Promise<readonly RawUpdate[]> {
    const wish = {
      timeout: waitSeconds,
      allowed_updates: allowedUpdates,
      ...(offset !== undefined && { offset }),
    };
    const limits = { signal, withinMs: (waitSeconds + 15) * 1_000 };
    const updates: readonly object[] = await this.calls.call(
      'getUpdates',
      (call, abort) => call(wish, abort),
      limits,
    );
    return updates as readonly RawUpdate[];
  }

  async setWebhook(
    { url, secret }: { readonly url: string; readonly secret: string },
    signal: AbortSignal,
  ): Promise<void> {
    const wish = {
      url,
      secret_token: secret,
      allowed_updates: allowedUpdates,
      max_connections: maxConnections,
    };
    await this.calls.call('setWebhook', (call, abort) => call(wish, abort), { signal });
  }

  async deleteWebhook(signal: AbortSignal): Promise<void> {
    const wish = { drop_pending_updates: false };
    await this.calls.call('deleteWebhook', (call, abort) => call(wish, abort), { signal });
  }

  async webhook(signal: AbortSignal): Promise<WebhookState> {
    const info = await this.calls.call('getWebhookInfo', (call, abort) => call(abort), { signal });
    const {
      url = '',
      pending_update_count: waiting,
      last_error_date: at,
      last_error_message: text = '',
    } = info;
    return { url, waiting, lastError: at === undefined ? undefined : { text, at } };
  }
}
