import { randomBytes } from 'node:crypto';

/**
 * A name no other test has, for streams, consumers and buckets: lower-case letters, digits and hyphens,
 * begins with a letter, at most 63 characters (the strictest of them, S3's rule for buckets).
 */
export function uniqueName(purpose: string): string {
  const words = purpose.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const start = /^[a-z]/.test(words) ? words : `t-${words}`;
  return `${start.slice(0, 46).replace(/-+$/, '')}-${randomBytes(8).toString('hex')}`;
}
