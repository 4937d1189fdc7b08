import type { Standing } from '../src/people/quotas.js';

/** Where a person stands whom nothing limits and who used nothing. */
export const unlimited: Standing = {
  ...{ spentUsd: 0, reservedUsd: 0, limitUsd: undefined },
  ...{ jobsToday: 0, jobsADay: undefined, jobsRunning: 0, jobsAtOnce: undefined },
};
