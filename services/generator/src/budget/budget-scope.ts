import type { Intent } from '../take/take.js';
import { microUsdOf } from './micro-usd.js';

/** The operator's limits, in US dollars; undefined: no limit. */
export interface BudgetLimits {
  readonly jobUsd: number | undefined;
  readonly personDayUsd: number | undefined;
  readonly dayUsd: number | undefined;
}

/** One of the budgets a take is paid from. */
export interface BudgetScope {
  readonly name: 'job' | 'person-day' | 'day';
  readonly key: string;
  /** In millionths of a dollar; undefined: no limit. */
  readonly limit: number | undefined;
}

/** The UTC day of a point in time: `2026-11-22`. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** Key of the budget of all takes of a day. */
export function dayBudgetKey(at: number): string {
  return `day.${dayOf(at)}`;
}

/**
 * The budgets of a take, the narrow ones first: the widest is asked last, so a take that is refused by a narrow one
 * never holds, even for a moment, what another job or person could have used.
 */
export function budgetScopesOf({ request, at }: Intent, limits: BudgetLimits): readonly BudgetScope[] {
  const { jobId, requester, budgetUsd, personDayBudgetUsd } = request;
  return [
    { name: 'job', key: `job.${jobId}`, limit: limitOf(smallest(budgetUsd, limits.jobUsd)) },
    {
      name: 'person-day',
      key: `person.${requester.channel}.${requester.personId}.${dayOf(at)}`,
      limit: limitOf(smallest(personDayBudgetUsd, limits.personDayUsd)),
    },
    { name: 'day', key: dayBudgetKey(at), limit: limitOf(limits.dayUsd) },
  ];
}

/** What the request allows, never more than this service's operator allows. */
function smallest(asked: number | undefined, operator: number | undefined): number | undefined {
  if (asked === undefined || operator === undefined) return asked ?? operator;
  return Math.min(asked, operator);
}

function limitOf(usd: number | undefined): number | undefined {
  return usd === undefined ? undefined : microUsdOf(usd);
}
