import type { Update } from '../model.js';

/** How updates are delivered; the usual is once each, in order. */
export interface DeliveryMode {
  /** How often each update comes. */
  readonly times: number;
  /** Milliseconds within which updates are held back and shuffled; 0 delivers the copies at once. */
  readonly windowMs: number;
}

/** A webhook that was set. */
export interface BotWebhook {
  readonly url: string;
  readonly secretToken?: string | undefined;
  readonly maxConnections: number;
}

/** An update and how it fares. */
export interface Entry {
  readonly update: Update;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Updates of the same chat come one after the other. */
  readonly chatId: number;
  /** How often the bot got it. */
  deliveries: number;
  /** How often it is to come again, asked or not. */
  again: number;
  confirmed: boolean;
}

/** What became of an update. */
export interface UpdateRecord {
  readonly updateId: number;
  /** `message`, `callback_query` … */
  readonly kind: string;
  readonly at: string;
  readonly chatId: number;
  readonly deliveries: number;
  /** By a higher offset, or by a webhook that took it. */
  readonly confirmed: boolean;
}

/** What tests are told of an update. */
export function recordOf({ update, at, chatId, deliveries, confirmed }: Entry): UpdateRecord {
  const kind = Object.keys(update).find((key) => key !== 'update_id') ?? '';
  return { updateId: update.update_id, kind, at: new Date(at).toISOString(), chatId, deliveries, confirmed };
}

/** The list in another order. */
export function shuffled<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, place: Math.random() }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ item }) => item);
}
