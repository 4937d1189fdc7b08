import { hasSound, type ModelCard, priceOf } from '@kinoline/contracts';

/** The price of one second, in US dollars, as people read it: `$0.10`, `$0.075`. */
export function rate(card: ModelCard, audio: boolean, on: Date): string {
  const usd = priceOf(card, { seconds: 1, audio, on });
  return `$${usd.toFixed(Number.isInteger(Math.round(usd * 100_000) / 1000) ? 2 : 3)}`;
}

/** The cheapest second of a model. */
export function leastRate(card: ModelCard, on: Date): string {
  return rate(card, hasSound(card, false), on);
}
