import type { ChangeRequested } from '@kinoline/contracts';
import {
  type AnyMessage,
  type DataOf,
  FilmStitched,
  JobCancelled,
  JobFailed,
  JobRequested,
  SceneRequested,
  ScenesPlanned,
  seal,
  subjectOf,
} from '@kinoline/contracts';
import type { MessageHistory } from '@kinoline/messaging';
import { Metrics } from '@kinoline/observability';
import { Logger } from '@nestjs/common';
import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  failed,
  jobId,
  planOf,
  rendered,
  request,
  requested,
  stitched,
  stitchedData,
} from '../test/facts.js';
import { MemoryJobStates, MemoryPublisher, projectCatalogue, ScriptedModel } from '../test/fakes.js';
import { ChangeJobService, EarlyChangeError } from './change-job.service.js';
import { DirectJobService, UnknownJobError } from './direct-job.service.js';
import type { DirectorFact } from './director/index.js';
import { LanguageModelError } from './language-model.js';
import { PlanChangeService } from './plan-change.service.js';
import { PlanJobService } from './plan-job.service.js';
import { WriteScriptService } from './write-script.service.js';

type WantedChange = DataOf<typeof ChangeRequested>;

const context = { signal: new AbortController().signal, lastDelivery: false };
const plan: DirectorFact = { name: 'StoryboardReady', data: planOf(['cut', 'continuous']) };
let jobs: MemoryJobStates;
let publisher: MemoryPublisher;
let metrics: Metrics;
let director: DirectJobService;
let service: ChangeJobService;
let model: ScriptedModel;

beforeEach(async () => {
  Logger.overrideLogger(false);
  [jobs, publisher, metrics] = [new MemoryJobStates(), new MemoryPublisher(), new Metrics()];
  const catalogue = await projectCatalogue();
  const noKey = new LanguageModelError('missing', 'no key');
  model = new ScriptedModel([noKey, noKey, noKey]);
  const writer = new WriteScriptService(model, metrics);
  director = new DirectJobService(jobs, publisher, metrics);
  const planner = new PlanJobService(director, writer, catalogue, 3);
  const changes = new PlanChangeService(writer, catalogue);
  service = new ChangeJobService(director, planner, changes, jobs, past());
});

/** The publisher's own memory, read back. */
function past(): MessageHistory {
  const first = (message: AnyMessage, identity: Partial<DataOf<AnyMessage>>) => {
    const said = publisher.said.get(subjectOf(message, identity as DataOf<AnyMessage>));
    return Promise.resolve(said && seal(message, said.data as DataOf<AnyMessage>, { source: 'test' }));
  };
  const identities = (message: typeof SceneRequested) =>
    Promise.resolve(
      publisher.all(message).map(({ scene, take }) => ({ scene: `${scene}`, take: `${take}` })),
    );
  return { first, identities } as unknown as MessageHistory;
}

async function hear(...facts: readonly DirectorFact[]): Promise<void> {
  for (const fact of facts) await director.hear(jobId, fact);
}

const wants = (change: WantedChange['change'], revision = 1): WantedChange => ({ jobId, revision, change });
const last = <Message extends AnyMessage>(message: Message) => publisher.all(message).at(-1);

describe('a change', () => {
  it('is taken over once, and answered by the next revision', async () => {
    await hear(requested(), plan, rendered(1, 1), rendered(2, 1), stitched());
    const wanted = { ...wants({ kind: 'retake', scenes: [{ scene: 2, prompt: 'a bear' }] }), budgetUsd: 9 };
    await service.change(wanted, context);
    await service.change(wanted, context);
    expect(publisher.all(ScenesPlanned).map(({ revision, cut }) => [revision, cut])).toEqual([
      [1, 1],
      [2, 2],
    ]);
    expect(last(SceneRequested)).toMatchObject({
      scene: 2,
      take: 2,
      planned: { prompt: 'a bear' },
      budgetUsd: 9,
    });
  });

  it('that is too dear is refused with the figures; the budget it named does not hold', async () => {
    await hear(requested({ budgetUsd: 5 }), plan, rendered(1, 1), rendered(2, 1), stitched());
    await service.change({ ...wants({ kind: 'retake', scenes: [{ scene: 2 }] }), budgetUsd: 1.5 }, context);
    expect(last(ScenesPlanned)).toMatchObject({
      ...{ revision: 2, cut: 1 },
      warnings: [
        {
          code: 'edit-refused',
          reason: 'over-budget',
          detail: expect.stringMatching(/0\.60 USD.*1\.20 USD.*1\.50 USD/),
        },
      ],
    });
    expect((await jobs.read(jobId))?.budgetUsd).toBe(5);
  });

  it('is answered after a crash, without asking a model again', async () => {
    await hear(requested(), plan, rendered(1, 1), rendered(2, 1), stitched());
    publisher.failures = 1;
    const wanted = wants({ kind: 'extend', prompt: 'It snows.', scenes: 1 });
    await expect(service.change(wanted, context)).rejects.toThrow('the connection broke');
    await service.change(wanted, context);
    expect(last(ScenesPlanned)).toMatchObject({ revision: 2, storyboard: { scenes: { length: 3 } } });
    expect(model.questions).toHaveLength(1);
  });

  it('that is faster than what brought the job to rest is not lost', async () => {
    await hear(requested(), plan, rendered(1, 1), rendered(2, 1));
    await publisher.say(FilmStitched, stitchedData());
    await service.change(wants({ kind: 'leave-out', scenes: [2] }), context);
    expect(last(ScenesPlanned)).toMatchObject({ revision: 2, cut: 2 });
  });

  it('of a held re-shoot that was stopped makes nothing that was stopped, also when the stop is still to be heard', async () => {
    await hear(requested({ whenStuck: 'ask' }), plan, rendered(1, 1), rendered(2, 1), stitched());
    await service.change(wants({ kind: 'retake', scenes: [{ scene: 1 }, { scene: 2 }] }), context);
    await hear(failed(1, 2, 'moderated'));
    await publisher.say(JobCancelled, { jobId, cut: 2, by: 'person' });
    await service.change(wants({ kind: 'extend', prompt: 'It snows.', scenes: 1 }, 2), context);
    expect(last(ScenesPlanned)).toMatchObject({ cut: 3, scope: { make: [{ scene: 3, after: 0 }] } });
  });

  it('waits for what is under way where that was really requested', async () => {
    await hear(requested(), plan, rendered(1, 1));
    await publisher.say(JobCancelled, { jobId, cut: 1, by: 'person' });
    await service.change(wants({ kind: 'resume' }), context);
    expect(publisher.all(SceneRequested).map(({ scene, take }) => [scene, take])).toEqual([
      [1, 1],
      [2, 1],
    ]);
    await hear(failed(2, 1, 'cancelled'));
    expect(last(SceneRequested)).toMatchObject({ scene: 2, take: 2, cut: 2 });
  });

  it('of a job at work, an older revision or no job changes nothing', async () => {
    await service.change(wants({ kind: 'resume' }), context);
    await hear(requested({ approval: true }), plan);
    const data = { of: 1, plan: planOf(['cut', 'continuous']), budgets: {} };
    await hear(
      { name: 'StoryboardRevised', data },
      { name: 'StoryboardApproved', data: { jobId, revision: 2 } },
    );
    const before = await jobs.read(jobId);
    await service.change(wants({ kind: 'resume' }, 2), context);
    await service.change(wants({ kind: 'resume' }), context);
    expect(await jobs.read(jobId)).toEqual(before);
    expect(publisher.names()).toEqual(['ScenesPlanned', 'ScenesPlanned', 'SceneRequested']);
  });

  it('that is heard before what comes before it comes again, and is answered then', async () => {
    await hear(requested(), plan, rendered(1, 1), rendered(2, 1), stitched());
    const [first, second] = [
      wants({ kind: 'leave-out', scenes: [2] }),
      wants({ kind: 'retake', scenes: [{ scene: 2 }] }, 2),
    ];
    await expect(service.change(second, context)).rejects.toThrow(EarlyChangeError);
    await service.change(first, context);
    await hear({ name: 'FilmStitched', data: stitchedData(2) });
    await service.change(second, context);
    expect(last(ScenesPlanned)).toMatchObject({ revision: 3, cut: 3 });
  });

  it('of a job that was rejected is left alone, whichever revision it names', async () => {
    await hear(requested(), { name: 'JobRefused', data: { code: 'over-budget', detail: 'too dear' } });
    await service.change(wants({ kind: 'resume' }, 2), context);
    expect(publisher.names()).toEqual(['JobRejected']);
  });

  it('of a job that was requested and is not known yet comes again', async () => {
    await publisher.say(JobRequested, request());
    await expect(service.change(wants({ kind: 'resume' }), context)).rejects.toThrow(UnknownJobError);
  });
});

describe('a job that was never planned', () => {
  const crashed: DirectorFact = { name: 'PlanningFailed', data: { jobId, cut: 1, detail: 'crashed' } };

  it('is planned when it is resumed', async () => {
    await hear(requested(), crashed);
    await service.change(wants({ kind: 'resume' }), context);
    expect(last(ScenesPlanned)).toMatchObject({ revision: 2, cut: 2 });
    expect(publisher.names()).toEqual(['JobFailed', 'ScenesPlanned', 'SceneRequested']);
  });

  it('is planned after a crash in the middle of it', async () => {
    await hear(requested(), crashed, { name: 'PlanningResumed', data: { of: 1, budgets: {} } });
    await service.change(wants({ kind: 'resume' }), context);
    expect(last(ScenesPlanned)).toMatchObject({ revision: 2, cut: 2 });
  });

  it('is planned and then changed when the later of two changes is heard first', async () => {
    await hear(requested(), crashed);
    await publisher.say(JobCancelled, { jobId, cut: 2, by: 'person' });
    await expect(service.change(wants({ kind: 'resume' }, 2), context)).rejects.toThrow(EarlyChangeError);
    await service.change(wants({ kind: 'resume' }), context);
    await service.change(wants({ kind: 'resume' }, 2), context);
    expect(publisher.all(ScenesPlanned).map(({ revision, cut }) => [revision, cut])).toEqual([
      [2, 2],
      [3, 3],
    ]);
  });

  it('fails again with the budget that was given with the change', async () => {
    await hear(requested(), crashed);
    await service.change({ ...wants({ kind: 'resume' }), budgetUsd: 0.5 }, context);
    expect(last(JobFailed)).toMatchObject({ cut: 2, code: 'over-budget' });
  });

  it('is planned although its request was only called off so far, and not heard', async () => {
    await hear({ name: 'JobCancelled', data: { jobId, cut: 1, by: 'person' } });
    await publisher.say(JobRequested, request());
    await service.change(wants({ kind: 'resume' }), context);
    expect(last(ScenesPlanned)).toMatchObject({ revision: 2, cut: 2 });
  });

  it('cannot be changed otherwise, nor without its request: nobody is left waiting', async () => {
    await hear(requested(), crashed);
    await service.change(wants({ kind: 'finish' }), context);
    expect(last(JobFailed)).toMatchObject({ cut: 2, detail: 'there is no storyboard to change' });
    jobs.states.clear();
    publisher.said.clear();
    await hear(crashed);
    await service.change(wants({ kind: 'resume' }), context);
    expect(last(JobFailed)).toMatchObject({ cut: 2, detail: 'the request of the job is not known' });
  });
});

describe('the count of jobs', () => {
  it('has every end of every cut once, and no hold', async () => {
    await hear(requested({ whenStuck: 'ask' }), plan, rendered(1, 1), failed(2, 1, 'moderated'));
    expect(await metrics.text()).not.toContain('kinoline_jobs_total{');
    await service.change(wants({ kind: 'finish' }), context);
    const film = { ...stitchedData(2) };
    const delivered = { jobId, cut: 2, film: film.film, by: 'store' } as const;
    await hear({ name: 'FilmStitched', data: film }, { name: 'JobDelivered', data: delivered });
    await hear({ name: 'JobDelivered', data: delivered });
    await service.change(wants({ kind: 'resume' }, 2), context);
    await service.change(wants({ kind: 'leave-out', scenes: [1] }, 3), context);
    const text = await metrics.text();
    expect(text).toContain('kinoline_jobs_total{outcome="delivered",model="veo_3_1_fast"} 1');
  });
});
