import type { z } from 'zod';
import type { UpdateReceived } from '@kinoline/contracts';

/** An update as Telegram delivers it. Source: https://core.telegram.org/bots/api#update */
export type RawUpdate = z.input<typeof UpdateReceived.data>['update'];

/** What Telegram tells of its deliveries to a webhook. */
export interface WebhookState {
  readonly url: string;
  /** Updates that wait. */
  readonly waiting: number;
  /** The last delivery that failed: Telegram's words, and when, in seconds since 1970. */
  readonly lastError: { readonly text: string; readonly at: number } | undefined;
}

/**
 * Where updates come from.
 *
 * All calls throw TokenRefusedError, UpdatesElsewhereError, ChatBusyError, ChatRefusedError, ChatUnreachableError, and
 * the reason of the signal.
 */
export interface TelegramUpdates {
  /** Waits up to half a minute for updates from this number on; those before it are confirmed by that. */
  fetch(offset: number | undefined, signal: AbortSignal): Promise<readonly RawUpdate[]>;
  /** Has updates brought to an address, with the secret in a header of every request. */
  setWebhook(webhook: { readonly url: string; readonly secret: string }, signal: AbortSignal): Promise<void>;
  /** Has them wait to be fetched; none is lost. */
  deleteWebhook(signal: AbortSignal): Promise<void>;
  webhook(signal: AbortSignal): Promise<WebhookState>;
}

/** Injection token of the {@link TelegramUpdates}. */
export const TELEGRAM_UPDATES = Symbol('TelegramUpdates');
