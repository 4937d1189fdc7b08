import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { awayFromMidnight } from '@kinoline/testing';
import { dayBudgetKey } from '../src/budget/budget-scope.js';
import { sumOf } from '../src/budget/budget.js';
import { isOpen, type Take } from '../src/take/take.js';
import { requestFor } from './factories.js';
import { type GeneratorLine, startLine } from './generator-line.js';

describe('a day budget for ten takes', () => {
  let line: GeneratorLine;
  beforeAll(async () => {
    line = await startLine();
  });
  afterAll(() => line.stop());

  it('lets exactly ten of a hundred be paid, however many replicas ask at once', async () => {
    line.sandbox.behave({ match: { operation: 'prediction.create' }, action: { kind: 'hang' } });
    const env = { BUDGET_DAY_USD: '4.00' };
    await Promise.all([line.startGenerator(env), line.startGenerator(env), line.startGenerator(env)]);
    const requests = Array.from({ length: 100 }, (_, index) => requestFor(`wanted ${index}`));

    await awayFromMidnight({ leastMs: 120_000 });
    await Promise.all(requests.map((request) => line.request(request)));
    const takes: Take[] = [];
    // One after the other: a hundred that look at once take the machine from the generators.
    for (const request of requests) takes.push(await line.state(request, 'waiting', 'settled'));

    const refused = takes.filter((take) => !isOpen(take) && take.settled.outcome === 'over-budget');
    expect(refused).toHaveLength(90);
    expect(line.sandbox.ledger()).toHaveLength(10);
    expect(sumOf(await line.budget(dayBudgetKey(Date.now())))).toEqual({ reserved: 4_000_000, spent: 0 });
  }, 300_000);
});
