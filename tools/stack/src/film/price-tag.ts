import { type ModelCard, planShots, priceOf, roundUsd, type JobSettings } from '@kinoline/contracts';
import { count, dollars } from './words.js';

/** What one take of every scene costs with this model, in US dollars. */
export function priceTag(card: ModelCard, settings: JobSettings, on: Date): number {
  const shots = planShots(card, settings).seconds;
  const scene = shots.reduce(
    (sum, seconds) => sum + priceOf(card, { seconds, audio: settings.audio, on }),
    0,
  );
  return roundUsd(scene * settings.scenes);
}

/** What is ordered, in one line with its price. */
export function orderLine(card: ModelCard, settings: JobSettings, on: Date): string {
  const { scenes, secondsPerScene, aspect, quality, audio } = settings;
  const what = `${count(scenes, 'scene')} of ${secondsPerScene} s, ${card.name}, ${aspect}, ${quality}, sound ${audio ? 'on' : 'off'}`;
  return `film      ${what}: about ${dollars(priceTag(card, settings, on))}`;
}
