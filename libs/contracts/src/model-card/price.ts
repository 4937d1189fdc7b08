import { roundUsd } from '../money.js';
import type { ModelCard } from './card.js';
import { hasSound } from './model-input.js';

/**
 * The price of one clip, in US dollars, at the newest price that has begun on that day (UTC); before the first one,
 * the first.
 */
export function priceOf(
  card: ModelCard,
  clip: {
    readonly seconds: number;
    /** What the person asked for. */ readonly audio: boolean;
    readonly on: Date;
  },
): number {
  const day = clip.on.toISOString().slice(0, 10);
  const byDay = [...card.prices].sort((a, b) => a.from.localeCompare(b.from));
  const price = byDay.filter(({ from }) => from <= day).at(-1) ?? byDay[0];
  if (!price) throw new Error(`${card.id}: no price`);
  const { silent, sound } = price.usdPerSecond;
  return roundUsd(clip.seconds * (hasSound(card, clip.audio) ? sound : silent));
}

/** How long the provider usually needs for one clip, in seconds. */
export function expectedWaitSeconds(card: ModelCard, seconds: number): number {
  return card.typicalWait.perClip + card.typicalWait.perSecond * seconds;
}
