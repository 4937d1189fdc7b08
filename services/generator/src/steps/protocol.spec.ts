import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sumOf } from '../../src/budget/budget.js';
import { isOpen } from '../../src/take/take.js';
import { World } from '../../test/simulation/world.js';

const plan = fc.record({
  fate: fc.array(fc.nat({ max: 1_000_000 }), { minLength: 50, maxLength: 1500, size: 'max' }),
  affordable: fc.constantFrom(1, 2, 3),
  repeatsWebhook: fc.boolean(),
  takes: fc.constantFrom(1, 3),
});

/** Requests after which the provider may hold a prediction. */
const mayHaveCreated = ['created', 'unknown'];

function settledIn(world: World, key: string) {
  const take = world.take(key);
  if (isOpen(take)) throw new Error(`${key} never came to its end`);
  return take.settled;
}

describe('a take, whatever happens', () => {
  it('is paid for at most once, ends, is told once, and leaves no reservation', async () => {
    const run = fc.asyncProperty(plan, async (chosen) => {
      const world = new World(chosen);
      expect(await world.run()).toBe(true);

      const paid = world.provider.posts.filter(({ result }) => mayHaveCreated.includes(result));
      expect(new Set(paid.map(({ attempt }) => attempt)).size).toBe(paid.length);
      expect(paid.length).toBeLessThanOrEqual(chosen.takes);

      const ends = world.keys.map((key) => settledIn(world, key));
      const jobs = world.keys.map((key) => key.split('.')[0]);
      expect(world.told.map((line) => line.split(' ')[1]).sort()).toEqual(jobs.sort());

      const used = ends.map(({ predictionId }) => predictionId).filter((id) => id !== undefined);
      expect(new Set(used).size).toBe(used.length);

      for (const { document } of world.budgets.all.values()) expect(sumOf(document).reserved).toBe(0);
      const day = world.budgets.all.get('day.2026-11-22')?.document;
      const spent = ends.reduce((sum, { costMicroUsd }) => sum + costMicroUsd, 0);
      expect(day ? sumOf(day).spent : 0).toBe(spent);
      expect(spent).toBeLessThanOrEqual(chosen.affordable * 400_000);
    });
    await fc.assert(run, { numRuns: 600, endOnFailure: true });
  }, 300_000);
});
