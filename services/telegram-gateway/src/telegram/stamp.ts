import { createHash } from 'node:crypto';

/** A short name of exactly what a button stands for, so that nothing else is done with it. */
export function stampOf(what: unknown): string {
  return createHash('sha256').update(JSON.stringify(what)).digest('base64url').slice(0, 12);
}
