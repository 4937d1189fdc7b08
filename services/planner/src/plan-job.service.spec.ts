import {
  JobFailed,
  JobRejected,
  type ModelCatalogue,
  SceneRequested,
  ScenesPlanned,
} from '@kinoline/contracts';
import { Metrics } from '@kinoline/observability';
import { Logger } from '@nestjs/common';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { jobId, request } from '../test/facts.js';
import {
  MemoryJobStates,
  MemoryPublisher,
  projectCatalogue,
  type Reply,
  ScriptedModel,
} from '../test/fakes.js';
import { DirectJobService, UnknownJobError } from './direct-job.service.js';
import { EditStoryboardService } from './edit-storyboard.service.js';
import { LanguageModelError } from './language-model.js';
import { PlanJobService } from './plan-job.service.js';
import { WriteScriptService } from './write-script.service.js';

const noKey = new LanguageModelError('missing', 'OPENAI_API_KEY is not set');
const { signal } = new AbortController();
const usual = { signal, lastDelivery: false };

let catalogue: ModelCatalogue;
let jobs: MemoryJobStates;
let publisher: MemoryPublisher;
let metrics: Metrics;

beforeAll(async () => {
  Logger.overrideLogger(false);
  catalogue = await projectCatalogue();
});

beforeEach(() => {
  jobs = new MemoryJobStates();
  publisher = new MemoryPublisher();
  metrics = new Metrics();
});

const director = () => new DirectJobService(jobs, publisher, metrics);

function planner(...replies: Reply[]) {
  const model = new ScriptedModel(replies);
  const service = new PlanJobService(director(), new WriteScriptService(model, metrics), catalogue, 3);
  return { service, model };
}

describe('planning a job', () => {
  it('tells the plan and requests the first scene', async () => {
    await planner(noKey).service.plan(request(), usual);
    expect(publisher.names()).toEqual(['ScenesPlanned', 'SceneRequested']);
    expect(publisher.all(ScenesPlanned)[0]).toMatchObject({
      revision: 1,
      warnings: [{ code: 'planned-by-rules', detail: 'missing: OPENAI_API_KEY is not set' }],
      estimate: { costUsd: 1.8 },
      plannedBy: { planner: 'rules', inputTokens: 0 },
    });
  });

  it('rejects what cannot be done without asking the model, and counts it', async () => {
    const { service, model } = planner(noKey);
    await service.plan(request({ budgetUsd: 0.5 }), usual);
    expect(publisher.all(JobRejected)).toMatchObject([{ code: 'over-budget' }]);
    expect(model.questions).toEqual([]);
    expect(await metrics.text()).toContain('kinoline_jobs_total{outcome="rejected",model="none"} 1');
  });

  it('does not ask the model again when the plan is stored and only the telling failed', async () => {
    const { service, model } = planner(noKey);
    publisher.failures = 1;
    await expect(service.plan(request(), usual)).rejects.toThrow('the connection broke');
    await service.plan(request(), { signal, lastDelivery: true });
    expect(model.questions).toHaveLength(1);
    expect(publisher.names()).toEqual(['ScenesPlanned', 'SceneRequested']);
  });

  it('lets a crash come again, and ends the job with the last one', async () => {
    const bug = new TypeError('a bug');
    await expect(planner(bug).service.plan(request(), usual)).rejects.toThrow('a bug');
    expect(publisher.names()).toEqual([]);
    await planner(bug).service.plan(request(), { signal, lastDelivery: true });
    expect(publisher.all(JobFailed)).toMatchObject([
      { code: 'planning-failed', detail: 'TypeError: a bug', costUsd: 0 },
    ]);
  });

  it('hands back instead of failing the job when the service shuts down', async () => {
    const controller = new AbortController();
    controller.abort(new Error('shutting down'));
    const last = { signal: controller.signal, lastDelivery: true };
    await expect(planner(noKey).service.plan(request(), last)).rejects.toThrow('shutting down');
    expect(publisher.names()).toEqual([]);
  });

  it('plans nothing for a job that was cancelled before', async () => {
    await director().hear(jobId, { name: 'JobCancelled', data: { jobId, cut: 1, by: 'person' } });
    const { service, model } = planner(noKey);
    await service.plan(request(), usual);
    expect(model.questions).toEqual([]);
    expect(publisher.names()).toEqual([]);
  });
});

describe('editing a storyboard', () => {
  const editor = () => new EditStoryboardService(director(), jobs, catalogue);

  it('answers with the next revision, once', async () => {
    await planner(noKey).service.plan(request({ approval: true }), usual);
    const { storyboard } = publisher.all(ScenesPlanned)[0]!;
    const scenes = storyboard.scenes.map((scene) => ({ ...scene, prompt: `edited ${scene.scene}` }));
    const edited = { jobId, revision: 1, storyboard: { scenes } };
    await editor().edit(edited);
    await editor().edit(edited);
    expect(publisher.all(ScenesPlanned).map(({ revision }) => revision)).toEqual([1, 2]);
    await director().hear(jobId, { name: 'StoryboardApproved', data: { jobId, revision: 2 } });
    expect(publisher.all(SceneRequested)).toMatchObject([{ revision: 2, planned: { prompt: 'edited 1' } }]);
  });

  it('may raise the budget, which holds from then on; one that is refused does not', async () => {
    await planner(noKey).service.plan(request({ approval: true, budgetUsd: 2 }), usual);
    const { storyboard } = publisher.all(ScenesPlanned)[0]!;
    const longer = { scenes: storyboard.scenes.map((scene) => ({ ...scene, seconds: 8 })) };
    await editor().edit({ jobId, revision: 1, storyboard: longer, budgetUsd: 3 });
    expect(publisher.all(ScenesPlanned)[1]?.warnings).toMatchObject([{}, { code: 'edit-refused' }]);
    await editor().edit({ jobId, revision: 2, storyboard: longer, budgetUsd: 4 });
    expect(publisher.all(ScenesPlanned)[2]).toMatchObject({ estimate: { costUsd: 3.6 } });
    await director().hear(jobId, { name: 'StoryboardApproved', data: { jobId, revision: 3 } });
    expect(publisher.all(SceneRequested)).toMatchObject([{ budgetUsd: 4 }]);
  });

  it('waits for the plan of a job it does not know yet', async () => {
    const edited = { jobId, revision: 1, storyboard: { scenes: [] } };
    await expect(editor().edit(edited)).rejects.toThrow(UnknownJobError);
  });
});
