import { createHmac, randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

/** A new signing secret in Replicate's form: `whsec_` and base64. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(24).toString('base64')}`;
}

/** Base64 HMAC-SHA256 over `id.timestamp.body`, keyed with the decoded part of the secret after `whsec_`. */
export function sign(secret: string, id: string, timestamp: string, body: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
}

/** The three headers of a signed webhook; `timestamp` in whole seconds since 1970. */
export function signedHeaders(
  secret: string,
  id: string,
  timestamp: number,
  body: string,
): Record<string, string> {
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': `v1,${sign(secret, id, String(timestamp), body)}`,
  };
}

/** How one event is sent. */
export interface WebhookDelivery {
  readonly url: string;
  readonly secret: string;
  readonly body: string;
  /** How often it is tried, and the pause before the second try in milliseconds (then doubled). */
  readonly attempts: number;
  readonly firstPauseMs: number;
  readonly signal: AbortSignal;
}

async function post(delivery: WebhookDelivery, id: string): Promise<boolean> {
  const timestamp = Math.floor(Date.now() / 1_000);
  try {
    const response = await fetch(delivery.url, {
      method: 'POST',
      headers: signedHeaders(delivery.secret, id, timestamp, delivery.body),
      body: delivery.body,
      redirect: 'manual',
      signal: AbortSignal.any([delivery.signal, AbortSignal.timeout(10_000)]),
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

/** Sends one event until it is answered with 2xx; says whether it was. Never throws: a lost webhook is normal. */
export async function sendWebhook(delivery: WebhookDelivery): Promise<boolean> {
  const id = `msg_${randomBytes(16).toString('hex')}`;
  for (let attempt = 0; attempt < delivery.attempts && !delivery.signal.aborted; attempt += 1) {
    if (await post(delivery, id)) return true;
    const wait = delivery.firstPauseMs * 2 ** attempt;
    await pause(wait, undefined, { signal: delivery.signal, ref: false }).catch(() => undefined);
  }
  return false;
}
