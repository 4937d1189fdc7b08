import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { intendedTake, sceneRequest } from '../../test/factories.js';
import { type Budget, emptyBudget, reserve, settle, sumOf } from './budget.js';
import { budgetScopesOf } from './budget-scope.js';
import { microUsdOf, usdOf } from './micro-usd.js';

const hour = 3_600_000;
const key = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const step = fc.oneof(
  fc.record({ do: fc.constant('reserve' as const), key, amount: fc.integer({ min: 1, max: 50 }) }),
  fc.record({ do: fc.constant('settle' as const), key, amount: fc.integer({ min: 0, max: 50 }) }),
);

describe('a budget', () => {
  it('never holds more than its limit, whoever reserves and settles in whatever order', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60, size: 'max' }), fc.nat(200), (steps, limit) => {
        let budget = emptyBudget;
        for (const { do: what, key: take, amount } of steps) {
          const held = budget.takes[take]?.microUsd ?? 0;
          budget =
            what === 'reserve'
              ? (reserve(budget, take, amount, limit) ?? budget)
              : settle(budget, take, Math.min(amount, held), 1);
          const { reserved, spent } = sumOf(budget);
          expect(reserved + spent).toBeLessThanOrEqual(limit);
        }
      }),
    );
  });

  it('takes a reservation and a settlement once, however often they are told', () => {
    const reserved = reserve(emptyBudget, 'a', 40, 100);
    expect(reserved && reserve(reserved, 'a', 40, 100)).toBe(reserved);
    const settled = settle(reserved ?? emptyBudget, 'a', 25, 1);
    expect(settle(settled, 'a', 40, 2)).toBe(settled);
    expect(sumOf(settled)).toEqual({ reserved: 0, spent: 25 });
  });

  it('does not let a take that was settled reserve again', () => {
    const settled = settle(emptyBudget, 'a', 0, 1);
    expect(reserve(settled, 'a', 40, 100)).toBe(settled);
  });

  it('fills exactly to its limit', () => {
    const full = reserve(emptyBudget, 'a', 100, 100);
    expect(full).toBeDefined();
    expect(reserve(full ?? emptyBudget, 'b', 1, 100)).toBeUndefined();
    expect(reserve(full ?? emptyBudget, 'b', 1, undefined)).toBeDefined();
  });

  it('stays small and keeps its sum on a busy day', () => {
    let budget: Budget = emptyBudget;
    for (let take = 0; take < 5000; take++) {
      const name = `01a2026e-8771-776a-8f1a-${String(take).padStart(12, '0')}.1.1`;
      budget = reserve(budget, name, 400_000, undefined) ?? budget;
      budget = settle(budget, name, 400_000, take * 60_000);
    }
    expect(sumOf(budget)).toEqual({ reserved: 0, spent: 2_000_000_000 });
    expect(Object.keys(budget.takes).length).toBeLessThanOrEqual((2 * hour) / 60_000 + 1);
  });
});

describe('the budgets of a take', () => {
  const request = sceneRequest({ budgetUsd: 3 });
  const limits = { jobUsd: 5, personDayUsd: 10, dayUsd: undefined };

  it('are those of its job, of its person on the day and of the day, narrow ones first', () => {
    const at = Date.UTC(2026, 10, 22, 23, 59, 59);
    expect(budgetScopesOf(intendedTake({ request, at }).intent, limits)).toEqual([
      { name: 'job', key: `job.${request.jobId}`, limit: 3_000_000 },
      { name: 'person-day', key: 'person.cli.tester.2026-11-22', limit: 10_000_000 },
      { name: 'day', key: 'day.2026-11-22', limit: undefined },
    ]);
  });

  it.each([
    [3, 5, 3],
    [9, 5, 5],
    [undefined, 5, 5],
    [3, undefined, 3],
    [undefined, undefined, undefined],
  ])('hold what request (%p USD) and operator (%p USD) both allow', (asked, operator, expected) => {
    const own = sceneRequest(asked === undefined ? {} : { budgetUsd: asked, personDayBudgetUsd: asked });
    const both = { ...limits, jobUsd: operator, personDayUsd: operator };
    const [job, personDay] = budgetScopesOf(intendedTake({ request: own }).intent, both);
    const limit = expected === undefined ? undefined : expected * 1_000_000;
    expect([job?.limit, personDay?.limit]).toEqual([limit, limit]);
  });
});

describe('millionths of a dollar', () => {
  it('are exact where dollars are not', () => {
    expect(microUsdOf(0.1) + microUsdOf(0.2)).toBe(microUsdOf(0.3));
    expect(usdOf(microUsdOf(0.4))).toBe(0.4);
  });
});
