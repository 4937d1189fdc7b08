import { roundUsd } from '../money.js';
import type { JobSettings } from '../settings.js';
import type { ModelCard } from './card.js';
import { expectedWaitSeconds, priceOf } from './price.js';

/** What a film will probably take. */
export interface Estimate {
  /** Price of one take of every shot, in US dollars. */
  readonly costUsd: number;
  /** Length of the film, in seconds. */
  readonly filmSeconds: number;
  /** How long the provider usually needs for all shots, one after the other, in seconds. */
  readonly waitSeconds: number;
}

/**
 * Price, length and usual wait of a film, one take of every shot, one shot after the other.
 *
 * @param shots - length of each shot, in seconds
 * @param on - the day whose prices hold
 */
export function estimateOf(
  card: ModelCard,
  { audio }: Pick<JobSettings, 'audio'>,
  shots: readonly number[],
  on: Date,
): Estimate {
  const sum = (figure: (seconds: number) => number): number =>
    shots.reduce((total, seconds) => total + figure(seconds), 0);
  return {
    costUsd: roundUsd(sum((seconds) => priceOf(card, { seconds, audio, on }))),
    filmSeconds: sum((seconds) => seconds),
    waitSeconds: sum((seconds) => expectedWaitSeconds(card, seconds)),
  };
}
