import { createHmac, timingSafeEqual } from 'node:crypto';

/** The headers of a webhook that are signed or carry the signature. */
export interface WebhookHeaders {
  /** `webhook-id` */
  readonly id: string | undefined;
  /** `webhook-timestamp`: seconds since 1970 */
  readonly timestamp: string | undefined;
  /** `webhook-signature`: one or more `v1,<base64>`, separated by spaces */
  readonly signature: string | undefined;
}

/** How far the time of a webhook may be from ours, in seconds: an old one replayed is refused. */
const toleranceSeconds = 300;

/**
 * Whether the provider sent this webhook: base64 HMAC-SHA256 over `id.timestamp.body`, the key being the part of the
 * secret after `whsec_`, decoded from base64 (Replicate, "Verify webhooks"). Compared in constant time.
 */
export function isSignedBy(secret: string, headers: WebhookHeaders, body: Uint8Array, now: Date): boolean {
  const { id, timestamp, signature } = headers;
  if (id === undefined || timestamp === undefined || signature === undefined) return false;
  const age = Math.abs(now.getTime() / 1000 - Number(timestamp));
  if (!/^\d{1,12}$/.test(timestamp) || age > toleranceSeconds) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
  return signaturesIn(signature).some((candidate) => sameBytes(candidate, expected));
}

function signaturesIn(header: string): Buffer[] {
  return header
    .split(' ')
    .filter((part) => part.startsWith('v1,'))
    .map((part) => Buffer.from(part.slice('v1,'.length), 'base64'));
}

function sameBytes(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
