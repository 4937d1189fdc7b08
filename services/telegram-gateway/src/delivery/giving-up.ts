import { IntegrityError, MediaStoreError, ObjectMissingError } from '@kinoline/media-store';
import type { MessageContext } from '@kinoline/messaging';
import { mayHelp } from '../talk/may-help.js';
import {
  ChatBusyError,
  ChatRefusedError,
  ChatUnreachableError,
  NoBotError,
  UploadUnclearError,
} from '../telegram/chat-errors.js';

/** Why a film could not be brought. */
export type Hindrance = 'telegram' | 'store' | 'film-gone' | 'other';

/**
 * Whether nobody will try to bring the film again by itself. Without a bot there is no chat to tell either: all stays as
 * it is until there is one.
 */
export function isHopeless(error: unknown, { lastDelivery }: Pick<MessageContext, 'lastDelivery'>): boolean {
  return !(error instanceof NoBotError) && (lastDelivery || !mayHelp(error));
}

/** What kept a film from being brought, by the error of the last try. */
export function hindranceOf(error: unknown): Hindrance {
  const isDamaged = error instanceof IntegrityError && !error.retryable;
  if (error instanceof ObjectMissingError || isDamaged) return 'film-gone';
  if (error instanceof MediaStoreError) return 'store';
  const ofTelegram = [ChatBusyError, ChatRefusedError, ChatUnreachableError, UploadUnclearError];
  return ofTelegram.some((type) => error instanceof type) ? 'telegram' : 'other';
}
