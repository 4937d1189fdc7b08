/** Dollars as people read them, never rounded down to nothing. */
export function dollars(usd: number): string {
  return `${usd.toFixed(usd > 0 && usd < 0.01 ? 4 : 2)} USD`;
}
