import {
  FilmRequested,
  FilmStitched,
  JobCancelled,
  JobDelivered,
  JobFailed,
  JobRequested,
  SceneFailed,
  SceneRendered,
  SceneRequested,
  ScenesPlanned,
  StoryboardApproved,
  StoryboardEdited,
} from '@kinoline/contracts';
import { Metrics } from '@kinoline/observability';
import { waitFor } from '@kinoline/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DirectJobService } from '../src/direct-job.service.js';
import { failedData, mediaRef, planOf, renderedData, request, stitchedData } from './facts.js';
import { newJobId, type PlannerLine, startLine } from './planner-line.js';

let line: PlannerLine;

beforeAll(async () => {
  line = await startLine();
  await line.startPlanner({ OPENAI_API_KEY: '' });
});

afterAll(() => line.stop());

const prompt = 'A fox wakes. It crosses the lake. It sleeps.';

/** Plays the stitcher and the gateway. */
async function finish(jobId: string): Promise<void> {
  await line.heard(FilmRequested, { jobId, cut: 1 });
  await line.publisher.say(FilmStitched, { ...stitchedData(), jobId });
  await line.publisher.say(JobDelivered, { jobId, cut: 1, film: mediaRef('film', 'video/mp4'), by: 'store' });
  await ended(jobId, 'delivered');
}

async function ended(jobId: string, kind: string): Promise<void> {
  const end = async () => ((await line.jobs.read(jobId))?.rest?.kind === kind ? true : undefined);
  await waitFor(end, { what: `the job to be ${kind}`, timeoutMs: 20_000 });
}

describe('directing a job', () => {
  it('chains the scenes to the film and its delivery', async () => {
    const jobId = await line.ask({ prompt });
    await line.render(jobId, 1);
    const second = await line.render(jobId, 2);
    expect(second).toMatchObject({ startFrame: mediaRef('last-1-1'), planned: { seam: 'continuous' } });
    await line.render(jobId, 3);
    await finish(jobId);
    expect(await line.names(jobId)).toEqual([
      ...['JobRequested', 'ScenesPlanned', 'SceneRequested', 'SceneRendered', 'SceneRequested'],
      ...[
        'SceneRendered',
        'SceneRequested',
        'SceneRendered',
        'FilmRequested',
        'FilmStitched',
        'JobDelivered',
      ],
    ]);
  });

  it('waits for the approval of the revision that stands', async () => {
    const jobId = await line.ask({ prompt, approval: true });
    const { storyboard } = await line.heard(ScenesPlanned, { jobId, revision: 1 });
    const scenes = storyboard.scenes.map((scene) => ({ ...scene, prompt: `${scene.prompt} Slowly.` }));
    await line.publisher.say(StoryboardEdited, { jobId, revision: 1, storyboard: { scenes } });
    const { revision } = await line.heard(ScenesPlanned, { jobId, revision: 2 });
    expect(await line.history.first(SceneRequested, { jobId, scene: 1, take: 1 })).toBeUndefined();
    await line.publisher.say(StoryboardApproved, { jobId, revision });
    const first = await line.heard(SceneRequested, { jobId, scene: 1, take: 1 });
    expect(first).toMatchObject({ revision: 2, planned: { prompt: 'A fox wakes. Slowly.' } });
  });

  it('shoots again, leaves out, and says what is missing', async () => {
    const jobId = await line.ask({ prompt });
    await line.heard(SceneRequested, { jobId, scene: 1, take: 1 });
    await line.publisher.say(SceneFailed, {
      ...failedData(1, 1, 'moderated', { retakeMayHelp: true }),
      jobId,
    });
    await line.render(jobId, 1, 2);
    await line.heard(SceneRequested, { jobId, scene: 2, take: 1 });
    await line.publisher.say(SceneFailed, { ...failedData(2, 1, 'ambiguous', { costUsd: 0.6 }), jobId });
    const third = await line.render(jobId, 3);
    expect(third.startFrame).toEqual(mediaRef('last-1-2'));
    const film = await line.heard(FilmRequested, { jobId, cut: 1 });
    expect(film.clips.map(({ scene, take }) => [scene, take])).toEqual([
      [1, 2],
      [3, 1],
    ]);
    expect(film.warnings?.map(({ code }) => code)).toEqual(['take-lost', 'scene-missing']);
  });

  it('fails when nothing can be made', async () => {
    const jobId = await line.ask({ prompt });
    await line.heard(SceneRequested, { jobId, scene: 1, take: 1 });
    await line.publisher.say(SceneFailed, { ...failedData(1, 1, 'provider-unauthorised'), jobId });
    expect(await line.heard(JobFailed, { jobId, cut: 1 })).toMatchObject({
      code: 'provider-unauthorised',
      costUsd: 0,
    });
  });

  it('says nothing more after a cancellation, and still counts what comes in', async () => {
    const jobId = await line.ask({ prompt });
    await line.heard(SceneRequested, { jobId, scene: 1, take: 1 });
    await line.publisher.say(JobCancelled, { jobId, cut: 1, by: 'person' });
    await ended(jobId, 'cancelled');
    await line.publisher.say(SceneRendered, { ...renderedData(1, 1), jobId });
    const counted = async () => (await line.jobs.read(jobId))?.costs['1.1'];
    expect(await waitFor(counted, { what: 'the cost to be counted' })).toBe(0.6);
    expect(await line.names(jobId)).toEqual([
      ...['JobRequested', 'ScenesPlanned', 'SceneRequested', 'JobCancelled', 'SceneRendered'],
    ]);
  });

  it('keeps a fact that comes before the job until the job is known', async () => {
    const jobId = newJobId();
    await line.publisher.say(SceneRendered, { ...renderedData(1, 1), jobId });
    await line.publisher.say(JobRequested, request({ jobId, prompt }));
    await line.heard(SceneRequested, { jobId, scene: 2, take: 1 });
  });
});

describe('a crash between storing and saying', () => {
  it('is mended by the redelivery: same plan, told once', async () => {
    const jobId = newJobId();
    const plan = planOf(['cut', 'continuous'], 'planned before the crash, scene');
    const dying = new DirectJobService(
      line.jobs,
      { say: () => Promise.reject(new Error('the process dies here')) },
      new Metrics(),
    );
    const asked = request({ jobId });
    await dying.hear(jobId, { name: 'JobRequested', data: { request: asked, takesPerScene: 3 } });
    await expect(dying.hear(jobId, { name: 'StoryboardReady', data: plan })).rejects.toThrow('dies here');
    expect(await line.names(jobId)).toEqual([]);
    await line.publisher.say(JobRequested, asked);
    const first = await line.heard(SceneRequested, { jobId, scene: 1, take: 1 });
    expect(first.planned.prompt).toBe('planned before the crash, scene 1');
  });
});
