import { z } from 'zod';

/** An amount in US dollars, never negative, exact to a millionth. */
export const usdSchema = z.number().nonnegative().max(1_000_000);

/** Rounds dollars to a millionth, so that sums of floating point prices compare equal. */
export function roundUsd(usd: number): number {
  return Math.round(usd * 1_000_000) / 1_000_000;
}
