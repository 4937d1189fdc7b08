import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { awayFromMidnight, type SpawnedService, waitFor } from '@kinoline/testing';
import { dayBudgetKey } from '../src/budget/budget-scope.js';
import { sumOf } from '../src/budget/budget.js';
import { requestFor } from './factories.js';
import { type GeneratorLine, startLine } from './generator-line.js';
import { pngOf } from './png.js';

describe('a generator', () => {
  let line: GeneratorLine;
  let generator: SpawnedService;
  beforeAll(async () => {
    line = await startLine();
    generator = await line.startGenerator();
  });
  afterAll(() => line.stop());

  /** Says the request under a rule and waits for its end. */
  async function ended(what: string, rule?: Parameters<GeneratorLine['sandbox']['behave']>[0]) {
    const request = requestFor(what);
    if (rule)
      line.sandbox.behave({ ...rule, match: { promptIncludes: request.planned.prompt, ...rule.match } });
    await line.request(request);
    return { request, ...(await line.ending(request)) };
  }

  it('turns a request into a clip in the store and a settled cost', async () => {
    const { request, clip } = await ended('a fox');
    expect(clip).toMatchObject({ model: 'veo_3_1_fast', costUsd: 0.4, adaptations: [], seam: 'cut' });
    expect(clip?.predictionId).toBe(line.paid(request)[0]?.id);
    expect(clip?.providerSeconds).toBeGreaterThan(0);
    const bytes = await line.store.get(clip!.clip);
    expect(bytes.subarray(4, 8).toString()).toBe('ftyp');
    await line.state(request, 'settled');
    expect(sumOf(await line.budget(`job.${request.jobId}`))).toEqual({ reserved: 0, spent: 400_000 });
    expect(line.paid(request)).toHaveLength(1);
  });

  it('pays once when the connection breaks after the request was accepted, and finds the prediction', async () => {
    const { request, clip } = await ended('dropped', { action: { kind: 'drop', when: 'after' }, times: 1 });
    expect(clip?.predictionId).toBe(line.paid(request)[0]?.id);
    expect(line.paid(request)).toHaveLength(1);
  });

  it('asks again after 429, and pays once', async () => {
    const action = { kind: 'respond', status: 429, retryAfter: 1 } as const;
    const { request, clip } = await ended('busy', { action, times: 2 });
    expect(clip).toBeDefined();
    expect(line.paid(request)).toHaveLength(1);
  });

  it('does not repeat a request that was answered 500, and says so', async () => {
    const { request, failed } = await ended('broken', { action: { kind: 'respond', status: 500 } });
    expect(failed).toMatchObject({ code: 'ambiguous', retakeMayHelp: false, costUsd: 0.4 });
    expect(line.paid(request)).toHaveLength(0);
    await line.state(request, 'settled');
    expect(sumOf(await line.budget(`job.${request.jobId}`))).toEqual({ reserved: 0, spent: 400_000 });
  });

  it.each([
    [
      'an output that is missing',
      { kind: 'null-output' },
      { code: 'provider-failed', retakeMayHelp: true, costUsd: 0.4 },
    ],
    ['moderation', { kind: 'moderate' }, { code: 'moderated', retakeMayHelp: true, costUsd: 0 }],
    [
      'a failure',
      { kind: 'fail', error: 'CUDA out of memory' },
      { code: 'provider-failed', costUsd: 0, detail: 'CUDA out of memory' },
    ],
    [
      'a refusal',
      { kind: 'respond', status: 422 },
      { code: 'provider-refused', retakeMayHelp: false, costUsd: 0 },
    ],
    [
      'an account without credit',
      { kind: 'respond', status: 402 },
      { code: 'provider-unauthorised', costUsd: 0 },
    ],
    [
      'a file that is gone',
      { kind: 'clip', defect: 'missing' },
      { code: 'output-lost', retakeMayHelp: true, costUsd: 0.4 },
    ],
  ] as const)('tells %s', async (what, action, expected) => {
    const { failed } = await ended(what, { action });
    expect(failed).toMatchObject(expected);
  });

  it('fetches a file again when it did not arrive', async () => {
    line.sandbox.behave({
      match: { operation: 'delivery.get' },
      action: { kind: 'drop', when: 'before' },
      times: 2,
    });
    expect((await ended('twice fetched')).clip).toBeDefined();
  });

  it('refuses a take over the budget of its job before anything is sent', async () => {
    const request = { ...requestFor('dear'), budgetUsd: 0.39 };
    await line.request(request);
    const { failed } = await line.ending(request);
    expect(failed).toMatchObject({ code: 'over-budget', costUsd: 0, retakeMayHelp: false });
    expect(line.paid(request)).toHaveLength(0);
    await line.state(request, 'settled');
    expect(sumOf(await line.budget(`job.${request.jobId}`))).toEqual({ reserved: 0, spent: 0 });
  });

  it('cancels the predictions of a cancelled job at the provider', async () => {
    const request = requestFor('cancelled');
    line.sandbox.behave({ match: { promptIncludes: request.planned.prompt }, action: { kind: 'hang' } });
    await line.request(request);
    await line.state(request, 'waiting');
    await line.cancel(request);
    const { failed } = await line.ending(request);
    expect(failed).toMatchObject({ code: 'cancelled', retakeMayHelp: false, costUsd: 0.4 });
    expect(failed?.detail).toContain('canceled');
  });

  it('never sends a take of a job that was cancelled before', async () => {
    const request = requestFor('too late');
    await line.cancel(request);
    await line.request(request);
    const { failed } = await line.ending(request);
    expect(failed).toMatchObject({ code: 'cancelled', costUsd: 0 });
    expect(line.paid(request)).toHaveLength(0);
  });

  it('pays for a job that was cancelled and goes on in a later cut, but not for the cut that was cancelled', async () => {
    const request = requestFor('goes on');
    await line.cancel(request);
    const [before, after] = [request, { ...request, take: 2, cut: 2 }];
    for (const each of [after, before]) await line.request(each);
    expect((await line.ending(after)).clip).toMatchObject({ take: 2, costUsd: 0.4 });
    expect((await line.ending(before)).failed).toMatchObject({ take: 1, code: 'cancelled', costUsd: 0 });
    expect(line.paid(request)).toHaveLength(1);
  });

  it('does not stop what a later cut wants when an earlier one is cancelled', async () => {
    const { jobId } = requestFor('two cuts');
    const earlier = requestFor('the earlier cut', { jobId, cut: 1 });
    const later = requestFor('the later cut', { jobId, cut: 2, take: 2 });
    for (const { planned } of [earlier, later])
      line.sandbox.behave({ match: { promptIncludes: planned.prompt }, action: { kind: 'hang' } });
    for (const request of [earlier, later]) await line.request(request);
    for (const request of [earlier, later]) await line.state(request, 'waiting');
    await line.cancel(earlier);
    expect((await line.ending(earlier)).failed?.code).toBe('cancelled');
    expect(await line.state(later, 'waiting')).not.toHaveProperty('stop');
    await line.cancel(later);
    expect((await line.ending(later)).failed?.code).toBe('cancelled');
  });

  it('refuses a take over the day of its person, as the request allows it', async () => {
    const requester = { channel: 'telegram', personId: 'careful', chatId: '1', locale: 'en' } as const;
    const allowed = { requester, personDayBudgetUsd: 0.5 };
    const [first, second] = [requestFor('the first', allowed), requestFor('the second', allowed)];
    await awayFromMidnight();
    await line.request(first);
    expect((await line.ending(first)).clip).toBeDefined();
    await line.request(second);
    const { failed } = await line.ending(second);
    expect(failed).toMatchObject({ code: 'over-budget', costUsd: 0 });
    expect(failed?.detail).toContain('the person-day budget of 0.50 USD');
  }, 180_000);

  it('renders a scene by the model that was chosen for it', async () => {
    const request = requestFor('another model');
    const other = { ...request, planned: { ...request.planned, model: 'kling_2_5_turbo', seconds: 5 } };
    await line.request(other);
    expect((await line.ending(other)).clip).toMatchObject({ model: 'kling_2_5_turbo', costUsd: 0.35 });
    expect(line.paid(request)[0]).toMatchObject({ model: 'kwaivgi/kling-v2.5-turbo-pro' });
  });

  it('sends a small start picture as a data URI and a large one as an uploaded file', async () => {
    const small = { ...requestFor('small picture'), startFrame: await line.picture(pngOf(64, 64)) };
    const large = { ...requestFor('large picture'), startFrame: await line.picture(pngOf(1280, 720)) };
    expect(large.startFrame.bytes).toBeGreaterThan(1_000_000);
    for (const request of [small, large]) await line.request(request);
    for (const request of [small, large]) expect((await line.ending(request)).clip).toBeDefined();
    expect(line.paid(small)[0]?.input['image']).toMatch(/^data:image\/png;base64,/);
    expect(line.paid(large)[0]?.input['image']).toMatch(/^http.*\/v1\/files\//);
  });

  it('stops a prediction that takes too long', async () => {
    await generator.stop();
    // The provider's own stop is understood in the last tenth alone: two seconds, so that its answer may be slow.
    generator = await line.startGenerator({ PREDICTION_DEADLINE_SECONDS: '20' });
    const { failed } = await ended('endless', { action: { kind: 'hang' } });
    expect(failed).toMatchObject({ code: 'provider-timeout', retakeMayHelp: true, costUsd: 0.4 });
  }, 120_000);

  it('counts what it does without ids', async () => {
    await awayFromMidnight();
    await generator.stop();
    generator = await line.startGenerator();
    await line.state((await ended('counted')).request, 'settled');
    const { request } = await ended('counted too', { action: { kind: 'moderate' } });
    await line.state(request, 'settled');
    const { spent } = sumOf(await line.budget(dayBudgetKey(Date.now())));
    // What is counted may still be missing when the take is settled.
    const counted = async () => {
      const text = await (await fetch(`${generator.url}/metrics`)).text();
      expect(text).toMatch(/kinoline_takes_total{model="veo_3_1_fast",outcome="moderated"} [1-9]/);
      expect(text).toMatch(/kinoline_cost_dollars_total{model="veo_3_1_fast",operation="video"} [0-9.]+/);
      expect(text).toMatch(/kinoline_stage_duration_seconds_count{stage="predict"} 1/);
      expect(text).toContain('kinoline_prediction_looks_total{result="ended"}');
      expect(text).toContain(`kinoline_day_budget_dollars{part="spent"} ${spent / 1_000_000}`);
      return text;
    };
    expect(await waitFor(counted, { what: 'all to be counted' })).not.toContain(request.jobId);
  }, 180_000);
});
