import {
  expectedWaitSeconds,
  type JobSettings,
  type ModelCard,
  priceOf,
  roundUsd,
} from '@kinoline/contracts';
import type { Plan } from '../plan.js';

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
): Plan['estimate'] {
  const sum = (figure: (seconds: number) => number): number =>
    shots.reduce((total, seconds) => total + figure(seconds), 0);
  return {
    costUsd: roundUsd(sum((seconds) => priceOf(card, { seconds, audio, on }))),
    filmSeconds: sum((seconds) => seconds),
    waitSeconds: sum((seconds) => expectedWaitSeconds(card, seconds)),
  };
}

/** Dollars as people read them, never rounded down to nothing. */
export function dollars(usd: number): string {
  return `${usd.toFixed(usd > 0 && usd < 0.01 ? 4 : 2)} USD`;
}
