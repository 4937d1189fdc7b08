import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sumOf } from '../../src/budget/budget.js';
import { isCalledOff } from '../../src/take/called-off.js';
import { isOpen, type SettledTake } from '../../src/take/take.js';
import { takeKeyOf } from '../../src/take/take-key.js';
import { World } from '../../test/simulation/world.js';

const plannedTake = fc.record({
  job: fc.constantFrom(0, 1),
  cut: fc.constantFrom(1, 2, 3),
  late: fc.boolean(),
});
const plan = fc.record({
  fate: fc.array(fc.nat({ max: 1_000_000 }), { minLength: 50, maxLength: 1500, size: 'max' }),
  affordable: fc.constantFrom(1, 2, 3),
  personAffordable: fc.constantFrom(undefined, 1, 2),
  repeatsWebhook: fc.boolean(),
  takes: fc.array(plannedTake, { minLength: 1, maxLength: 3 }),
});

const price = 400_000;
/** Results of requests after which the provider may hold a prediction. */
const mayHaveCreated = ['created', 'unknown'];

function settledIn(world: World, key: string): SettledTake['settled'] {
  const take = world.take(key);
  if (isOpen(take)) throw new Error(`${key} never came to its end`);
  return take.settled;
}

/** Takes by key, ended. */
function endsOf(world: World): Map<string, SettledTake['settled']> {
  return new Map(world.requests.map(takeKeyOf).map((key) => [key, settledIn(world, key)]));
}

/** The take that a paid request was for, by the webhook address that names it. */
function postsFor(world: World, key: string) {
  return world.provider.posts.filter(({ attempt }) => attempt?.includes(`/${key}.`));
}

function expectPaidOnce(world: World): void {
  const paid = world.provider.posts.filter(({ result }) => mayHaveCreated.includes(result));
  expect(new Set(paid.map(({ attempt }) => attempt)).size).toBe(paid.length);
  expect(paid.length).toBeLessThanOrEqual(world.requests.length);
  const used = [...endsOf(world).values()].map(({ predictionId }) => predictionId);
  const known = used.filter((id) => id !== undefined);
  expect(new Set(known).size).toBe(known.length);
}

function expectToldOnce(world: World): void {
  expect(world.told.map((line) => line.split(' ')[1]).sort()).toEqual(world.requests.map(takeKeyOf).sort());
}

/** @param affordable - takes that the day's and the person's budget both allow */
function expectWithinBudgets(world: World, affordable: number): void {
  for (const { document } of world.budgets.all.values()) expect(sumOf(document).reserved).toBe(0);
  const spent = [...endsOf(world).values()].reduce((sum, { costMicroUsd }) => sum + costMicroUsd, 0);
  for (const key of ['day.2026-11-22', 'person.cli.tester.2026-11-22']) {
    const budget = world.budgets.all.get(key)?.document;
    expect(budget ? sumOf(budget).spent : 0).toBe(spent);
  }
  expect(spent).toBeLessThanOrEqual(affordable * price);
}

function expectCalledOff(world: World): void {
  for (const request of world.requests) {
    const key = takeKeyOf(request);
    const { outcome } = settledIn(world, key);
    // A cut that goes on is not stopped by what was called off before it.
    if (!isCalledOff(request, world.calledOff(request.jobId))) expect(outcome).not.toBe('cancelled');
    if (!world.wantedInVain.has(key)) continue;
    expect(outcome).toBe('cancelled');
    expect(postsFor(world, key)).toEqual([]);
  }
}

describe('a take, whatever happens', () => {
  it('is paid for at most once, ends, is told once, stays within budgets, and is not paid in a cut that was called off', async () => {
    const run = fc.asyncProperty(plan, async (chosen) => {
      const world = new World(chosen);
      expect(await world.run()).toBe(true);
      expectPaidOnce(world);
      expectToldOnce(world);
      expectWithinBudgets(world, Math.min(chosen.affordable, chosen.personAffordable ?? Infinity));
      expectCalledOff(world);
    });
    await fc.assert(run, { numRuns: 600, endOnFailure: true });
  }, 300_000);
});
