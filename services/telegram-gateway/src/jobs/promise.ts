import { roundUsd } from '@kinoline/contracts';

/** How much more than the shown price a film may cost at most, for scenes that are shot again. */
const retakesFactor = 1.5;

/**
 * The most a film may cost when this price was shown, in US dollars, in whole cents; never more than the person said.
 */
export function mostFor(priceUsd: number, saidUsd: number | undefined): number {
  const cents = Math.ceil(Math.round(priceUsd * retakesFactor * 1e8) / 1e6);
  return Math.min(cents / 100, saidUsd ?? Number.POSITIVE_INFINITY);
}

/** The most a job may cost once it is changed, in US dollars: what was spent, and what is promised for the change. */
export function budgetAfter(spentUsd: number, priceUsd: number): number {
  return roundUsd(spentUsd + mostFor(priceUsd, undefined));
}
