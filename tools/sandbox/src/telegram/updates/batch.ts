import type { DeliveryMode, Entry } from './entry.js';
import { shuffled } from './entry.js';

/** Whether what is delivered differs from once each, in order. */
export function isUsual({ times, windowMs }: DeliveryMode): boolean {
  return times === 1 && windowMs === 0;
}

function copiesOf(entry: Entry, { times }: DeliveryMode): Entry[] {
  const copies = (entry.deliveries === 0 ? times : 1) + entry.again;
  return Array.from({ length: copies }, () => entry);
}

/** What the next getUpdates answers with, out of what is not confirmed. */
export function batchOf(pending: readonly Entry[], mode: DeliveryMode, limit: number, now: number): Entry[] {
  const ready = pending.filter(({ at }) => at + mode.windowMs <= now);
  const copies = ready.flatMap((entry) => copiesOf(entry, mode));
  return (isUsual(mode) ? copies : shuffled(copies)).slice(0, limit);
}

/**
 * What an offset leaves unconfirmed. In a shuffled batch the last update may be newer than one that was never
 * delivered: that one stays.
 */
export function unconfirmed(
  pending: readonly Entry[],
  offset: number | undefined,
  mode: DeliveryMode,
): readonly Entry[] {
  if (offset === undefined || offset === 0) return pending;
  if (offset < 0) return pending.slice(offset);
  const stays = isUsual(mode) ? (): boolean => false : ({ deliveries }: Entry): boolean => deliveries === 0;
  return pending.filter((entry) => entry.update.update_id >= offset || stays(entry));
}
