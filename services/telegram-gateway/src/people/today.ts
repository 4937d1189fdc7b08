import { roundUsd } from '@kinoline/contracts';
import { dollars } from '../words/figures.js';
import type { Words } from '../words/words.js';
import type { Standing } from './quotas.js';

/** What a person has left today (UTC), in US dollars; undefined when nothing limits them. */
export function leftTodayUsd({
  limitUsd,
  spentUsd,
  reservedUsd,
}: Standing): { readonly leftUsd: number; readonly limitUsd: number } | undefined {
  if (limitUsd === undefined) return undefined;
  return { leftUsd: Math.max(0, roundUsd(limitUsd - spentUsd - reservedUsd)), limitUsd };
}

/** What a person has left today before and after something, as a line of HTML; undefined when nothing limits them. */
export function todayLine(standing: Standing, priceUsd: number, words: Words): string | undefined {
  const left = leftTodayUsd(standing)?.leftUsd;
  if (left === undefined) return undefined;
  return left < priceUsd
    ? words.html('people-today-short', { left: dollars(left), short: dollars(priceUsd - left) })
    : words.html('people-today-left', { left: dollars(left), after: dollars(left - priceUsd) });
}
