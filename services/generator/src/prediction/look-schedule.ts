const firstMs = 300;
const growth = 1.5;
const slowestMs = 5000;
const quickestMs = 1000;

/**
 * How long to wait before a running prediction is looked at again, in milliseconds: soon at first (a fast model, a
 * refusal), then more and more rarely, down to a tenth of the time the model usually needs, between 1 and 5 s.
 *
 * @param looks - how often this replica has looked already
 * @param expectedSeconds - how long the provider usually needs for the clip
 * @param chance - from 0 to 1; spreads the looks of many takes by a tenth
 */
export function nextLookMs(looks: number, expectedSeconds: number, chance: number): number {
  const ceiling = clamp(expectedSeconds * 100, quickestMs, slowestMs);
  const wanted = Math.min(firstMs * growth ** Math.min(looks, 20), ceiling);
  return Math.round(wanted * (0.9 + 0.2 * chance));
}

/**
 * How long to wait after the provider, the store or NATS did not answer, in milliseconds: 0.5 s doubling to 15 s.
 *
 * @param failures - how often in a row it failed, from 1
 */
export function afterFailureMs(failures: number, chance: number): number {
  const wanted = Math.min(500 * 2 ** Math.min(failures - 1, 10), 15_000);
  return Math.round(wanted * (0.75 + 0.5 * chance));
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
