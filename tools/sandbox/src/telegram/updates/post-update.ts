import type { Update } from '../model.js';
import type { BotWebhook } from './entry.js';

/** How a webhook took an update. */
export type PostOutcome =
  | { readonly taken: true }
  | { readonly taken: false; readonly words: string; readonly retryAfterMs?: number };

/** Telegram waits so long for a webhook's answer. */
const patienceMs = 60_000;
const longestRetryAfterMs = 3_600_000;

function refused(response: Response): PostOutcome {
  const seconds = Number(response.headers.get('retry-after') ?? 0);
  const retry = seconds > 0 ? { retryAfterMs: Math.min(seconds * 1_000, longestRetryAfterMs) } : {};
  const words = `Wrong response from the webhook: ${response.status} ${response.statusText}`.trimEnd();
  return { taken: false, words, ...retry };
}

/** Posts one update to the webhook. Only a 2xx within a minute is taken; never throws. */
export async function postUpdate(
  { url, secretToken }: BotWebhook,
  update: Update,
  closing: AbortSignal,
): Promise<PostOutcome> {
  const secret = secretToken === undefined ? {} : { 'x-telegram-bot-api-secret-token': secretToken };
  const late = AbortSignal.timeout(patienceMs);
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/json', ...secret },
      body: JSON.stringify(update),
      signal: AbortSignal.any([closing, late]),
    });
    await response.body?.cancel();
    return response.ok ? { taken: true } : refused(response);
  } catch {
    return { taken: false, words: late.aborted ? 'Read timeout expired' : 'Connection refused' };
  }
}
