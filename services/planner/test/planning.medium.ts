import { JobRejected, SceneRequested, ScenesPlanned } from '@kinoline/contracts';
import type { BehaviourRule } from '@kinoline/sandbox';
import { type OtlpCollector, type SpawnedService, startOtlpCollector, waitFor } from '@kinoline/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { request } from './facts.js';
import { type PlannerLine, startLine } from './planner-line.js';

let line: PlannerLine;
let collector: OtlpCollector;
let planner: SpawnedService;

beforeAll(async () => {
  [line, collector] = await Promise.all([startLine(), startOtlpCollector()]);
  planner = await line.startPlanner(collector.environment);
});

afterAll(async () => {
  await line.stop();
  await collector.stop();
});

/** The plan for a prompt that names one word of its own, after a rule for that word. */
async function planFor(word: string, ...rules: Omit<BehaviourRule, 'match'>[]) {
  for (const rule of rules) {
    line.sandbox.behave({ ...rule, match: { operation: 'chat.completion', promptIncludes: word } });
  }
  const jobId = await line.ask({ prompt: `A ${word} wakes. The ${word} runs. The ${word} sleeps.` });
  return line.heard(ScenesPlanned, { jobId, revision: 1 });
}

const calls = (word: string): number =>
  line.sandbox.ledger().filter(({ input }) => JSON.stringify(input).includes(word)).length;

const metric = async (name: string): Promise<number> => {
  const text = await (await fetch(`${planner.url}/metrics`)).text();
  const found = text.split('\n').find((row) => row.startsWith(name));
  return Number(found?.slice(name.length).trim().split(' ')[0] ?? 0);
};

describe('planning with a language model', () => {
  it('splits, connects, prices, and requests the first scene', async () => {
    const plan = await planFor('marmot');
    expect(plan.warnings).toEqual([]);
    expect(plan.plannedBy).toMatchObject({ planner: 'gpt-5-mini' });
    expect(plan.plannedBy.inputTokens).toBeGreaterThan(100);
    expect(plan.storyboard.continuity?.characters).toContain('marmot');
    expect(plan.storyboard.scenes.map(({ seam }) => seam)).toEqual(['cut', 'continuous', 'continuous']);
    for (const { draft, prompt, opening, closing } of plan.storyboard.scenes) {
      expect(prompt).toContain(draft.replace(/[.\s]+$/, ''));
      expect(opening).toBeDefined();
      expect(closing).toBeDefined();
    }
    expect(plan.estimate).toEqual({ costUsd: 1.8, filmSeconds: 12, waitSeconds: 150 });
    expect(calls('marmot')).toBe(2);
    await line.heard(SceneRequested, { jobId: plan.jobId, scene: 1, take: 1 });
    expect(await metric('kinoline_llm_tokens_total{model="gpt-5-mini",direction="input"}')).toBeGreaterThan(
      100,
    );
    // Counted at the end of the work, of which the request of the first scene is a part.
    const planned = async () => (await metric('kinoline_stage_duration_seconds_count{stage="plan"}')) > 0;
    await waitFor(planned, { what: 'the planning to be counted' });
  });

  it('makes a span of each call after the GenAI conventions', async () => {
    const { jobId } = await planFor('badger');
    const spans = await waitFor(
      () => {
        const chats = collector.spans().filter(({ name }) => name === 'chat gpt-5-mini');
        const mine = chats.filter(({ traceId }) =>
          collector.trace(traceId).some(({ attributes }) => JSON.stringify(attributes).includes(jobId)),
        );
        return mine.length === 2 ? mine : undefined;
      },
      { what: 'two chat spans in the trace of the job', timeoutMs: 10_000 },
    );
    expect(spans[0]).toMatchObject({ kind: 'client', failed: false });
    expect(spans[0]?.attributes).toMatchObject({
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'openai',
      'gen_ai.request.model': 'gpt-5-mini',
      'gen_ai.response.finish_reasons': ['stop'],
      'server.address': '127.0.0.1',
    });
    expect(spans[0]?.attributes['gen_ai.usage.output_tokens']).toBeGreaterThan(0);
  });
});

describe('a language model in trouble', () => {
  it.each<[string, string, Omit<BehaviourRule, 'match'>, string, number]>([
    ['refuses', 'heron', { action: { kind: 'completion', end: 'refusal' } }, 'refused', 1],
    ['is filtered', 'otter', { action: { kind: 'completion', end: 'content_filter' } }, 'filtered', 1],
    ['is cut off twice', 'lynx', { action: { kind: 'completion', end: 'length' } }, 'too-long', 2],
    ['is down', 'raven', { action: { kind: 'respond', status: 503 } }, 'unavailable', 0],
    ['does not take the request', 'viper', { action: { kind: 'respond', status: 400 } }, 'bad-request', 0],
    ['breaks off', 'moose', { action: { kind: 'drop', when: 'after' } }, 'unavailable', 3],
  ])('that %s: the rules plan', async (_, word, rule, reason, paid) => {
    const plan = await planFor(word, rule);
    expect(plan.plannedBy.planner).toBe('rules');
    expect(plan.warnings).toMatchObject([
      { code: 'planned-by-rules', detail: expect.stringMatching(`^${reason}: `) },
    ]);
    expect(plan.storyboard.scenes.map(({ prompt }) => prompt)).toEqual([
      `A ${word} wakes.`,
      `The ${word} runs.`,
      `The ${word} sleeps.`,
    ]);
    expect(calls(word)).toBe(paid);
  });

  it.each<[string, string, Omit<BehaviourRule, 'match'>]>([
    ['is cut off once', 'gecko', { action: { kind: 'completion', end: 'length' }, times: 1 }],
    ['is busy for a moment', 'tapir', { action: { kind: 'respond', status: 429, retryAfter: 0 }, times: 2 }],
    ['fails for a moment', 'koala', { action: { kind: 'respond', status: 500 }, times: 1 }],
    ['breaks off once', 'panda', { action: { kind: 'drop', when: 'before' }, times: 1 }],
  ])('that %s is asked again', async (_, word, rule) => {
    const plan = await planFor(word, rule);
    expect(plan.warnings).toEqual([]);
    expect(plan.plannedBy.planner).toBe('gpt-5-mini');
  });

  it('that fails in the connector pass: the drafts stay, as cuts', async () => {
    const plan = await planFor('zebra', { action: { kind: 'completion', end: 'refusal' }, skip: 1 });
    expect(plan.plannedBy.planner).toBe('gpt-5-mini');
    expect(plan.warnings).toMatchObject([{ code: 'not-connected' }]);
    expect(plan.storyboard.scenes.map(({ seam }) => seam)).toEqual(['cut', 'cut', 'cut']);
    expect(plan.storyboard.scenes.every(({ prompt, draft }) => prompt === draft)).toBe(true);
  });

  it('that takes too long counts as unavailable', async () => {
    const plan = await planFor('sloth', { action: { kind: 'delay', ms: 60_000 }, times: 1 });
    expect(plan.plannedBy.planner).toBe('gpt-5-mini');
  });
});

describe('a job that cannot be planned', () => {
  it('is rejected with the known models, and nothing is asked', async () => {
    const settings = { ...request().settings, model: 'imagined_9' };
    const jobId = await line.ask({ settings, prompt: 'A quokka smiles' });
    expect(await line.heard(JobRejected, { jobId })).toMatchObject({
      code: 'unknown-model',
      detail: expect.stringContaining('veo_3_1_fast'),
    });
    expect(calls('quokka')).toBe(0);
  });

  it('is rejected when it costs more than the person allows', async () => {
    const jobId = await line.ask({ budgetUsd: 1 });
    expect(await line.heard(JobRejected, { jobId })).toMatchObject({ code: 'over-budget' });
    expect(await line.names(jobId)).toEqual(['JobRequested', 'JobRejected']);
  });
});
