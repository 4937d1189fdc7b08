import { about, dollars } from '../words/figures.js';
import type { Words } from '../words/words.js';
import type { Standing } from './quotas.js';
import { leftTodayUsd } from './today.js';

/** Where a person stands today, as HTML. */
export function budgetText(standing: Standing, words: Words, now: Date): string {
  const { jobsToday, jobsADay = 'none', jobsRunning, jobsAtOnce = 'none' } = standing;
  return [
    words.html('people-budget-title'),
    [
      words.html('people-budget-spent', { spent: dollars(standing.spentUsd) }),
      words.html('people-budget-reserved', { reserved: dollars(standing.reservedUsd) }),
      leftLine(standing, words),
    ].join('\n'),
    [
      words.html('people-budget-jobs', { jobs: jobsToday, limit: jobsADay }),
      words.html('people-budget-running', { running: jobsRunning, limit: jobsAtOnce }),
    ].join('\n'),
    words.html('people-budget-end', { in: about(secondsToMidnight(now), words) }),
  ].join('\n\n');
}

function leftLine(standing: Standing, words: Words): string {
  const left = leftTodayUsd(standing);
  if (!left) return words.html('people-budget-unlimited');
  return words.html('people-budget-left', { left: dollars(left.leftUsd), limit: dollars(left.limitUsd) });
}

/** To the end of the day (UTC), in seconds. */
function secondsToMidnight(now: Date): number {
  const midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1);
  return (midnight - now.getTime()) / 1000;
}
