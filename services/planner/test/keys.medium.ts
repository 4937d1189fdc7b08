import { ScenesPlanned } from '@kinoline/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type PlannerLine, startLine } from './planner-line.js';

describe('the key of the language model', () => {
  let line: PlannerLine;

  beforeAll(async () => {
    line = await startLine();
  });
  afterAll(() => line.stop());

  it('is not needed: the rules plan without asking anybody', async () => {
    const planner = await line.startPlanner({ OPENAI_API_KEY: '' });
    const jobId = await line.ask();
    const plan = await line.heard(ScenesPlanned, { jobId, revision: 1 });
    expect(plan.warnings).toEqual([
      { code: 'planned-by-rules', detail: 'missing: OPENAI_API_KEY is not set' },
    ]);
    expect(line.sandbox.ledger()).toEqual([]);
    await planner.stop();
  });

  it('is named but never shown when it is wrong, and the job goes on by rules', async () => {
    const planner = await line.startPlanner({ OPENAI_API_KEY: 'wrong-key-4711' });
    const jobId = await line.ask();
    const plan = await line.heard(ScenesPlanned, { jobId, revision: 1 });
    expect(plan.warnings).toMatchObject([
      { code: 'planned-by-rules', detail: expect.stringMatching(/^unauthorised: .*OPENAI_API_KEY/) },
    ]);
    const told = planner.records().filter(({ level }) => level === 'error' || level === 50);
    expect(JSON.stringify(told)).toContain('OPENAI_API_KEY');
    expect(planner.lines().join('\n')).not.toContain('4711');
    await planner.stop();
  });
});
