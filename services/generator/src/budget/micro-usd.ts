/** US dollars as whole millionths. */
export function microUsdOf(usd: number): number {
  return Math.round(usd * 1_000_000);
}

/** Whole millionths as US dollars. */
export function usdOf(microUsd: number): number {
  return microUsd / 1_000_000;
}
