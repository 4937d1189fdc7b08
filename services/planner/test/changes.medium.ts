import {
  type Change,
  ChangeRequested,
  FilmRequested,
  FilmStitched,
  JobCancelled,
  JobDelivered,
  JobFailed,
  JobHeld,
  JobRequested,
  SceneFailed,
  SceneRendered,
  SceneRequested,
  ScenesPlanned,
  StoryboardApproved,
} from '@kinoline/contracts';
import { createMessagePublisher } from '@kinoline/messaging';
import { waitFor } from '@kinoline/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { failedData, mediaRef, renderedData, request, stitchedData } from './facts.js';
import { newJobId, type PlannerLine, startLine } from './planner-line.js';

let line: PlannerLine;

beforeAll(async () => {
  line = await startLine();
  // Two replicas race on everything.
  await Promise.all([line.startPlanner(), line.startPlanner()]);
});

afterAll(() => line.stop());

/** Speaks for the gateway: only what needs its own words. */
async function want(jobId: string, revision: number, change: Change): Promise<void> {
  await line.publisher.say(ChangeRequested, { jobId, revision, change });
}

async function fail(jobId: string, scene: number, take: number): Promise<void> {
  await line.heard(SceneRequested, { jobId, scene, take });
  await line.publisher.say(SceneFailed, { ...failedData(scene, take, 'moderated'), jobId });
}

/** A film of three scenes that the person has. */
async function delivered(word: string): Promise<string> {
  const jobId = await line.ask({ prompt: `A ${word} wakes. It crosses the lake. It sleeps.` });
  for (const scene of [1, 2, 3]) await line.render(jobId, scene);
  await deliver(jobId, 1);
  return jobId;
}

async function deliver(jobId: string, cut: number): Promise<void> {
  await line.heard(FilmRequested, { jobId, cut });
  await line.publisher.say(FilmStitched, { ...stitchedData(cut), jobId });
  await line.publisher.say(JobDelivered, { jobId, cut, film: mediaRef('film', 'video/mp4'), by: 'store' });
}

const takesOf = ({ clips }: { readonly clips: readonly { readonly take: number }[] }): number[] =>
  clips.map(({ take }) => take);

describe('a held job', () => {
  it('goes on with other words for the scene, to its film', async () => {
    const jobId = await line.ask({ whenStuck: 'ask' });
    await line.render(jobId, 1);
    await fail(jobId, 2, 1);
    const { revision, scene, missing } = await line.heard(JobHeld, { jobId, cut: 1 });
    expect([scene, missing]).toEqual([2, [2, 3]]);
    await want(jobId, revision, { kind: 'retake', scenes: [{ scene: 2, prompt: 'A calm fox' }] });
    expect(await line.heard(ScenesPlanned, { jobId, revision: 2 })).toMatchObject({ cut: 2, warnings: [] });
    expect(await line.render(jobId, 2, 2)).toMatchObject({
      cut: 2,
      planned: {
        draft: 'A calm fox',
        prompt: expect.stringMatching(/^A calm fox\. .*Style of the whole film: /),
      },
    });
    expect(await line.render(jobId, 3)).toMatchObject({ startFrame: mediaRef('last-2-2') });
    expect(takesOf(await line.heard(FilmRequested, { jobId, cut: 2 }))).toEqual([1, 2, 1]);
    expect(await line.history.first(FilmRequested, { jobId, cut: 1 })).toBeUndefined();
  });

  it('stays held when the change is refused', async () => {
    const jobId = await line.ask({ whenStuck: 'ask' });
    await fail(jobId, 1, 1);
    await line.heard(JobHeld, { jobId, cut: 1 });
    await want(jobId, 1, { kind: 'finish' });
    expect(await line.heard(ScenesPlanned, { jobId, revision: 2 })).toMatchObject({
      ...{ cut: 1, warnings: [{ code: 'edit-refused' }] },
    });
    await want(jobId, 2, { kind: 'leave-out', scenes: [1] });
    expect(await line.heard(SceneRequested, { jobId, scene: 2, take: 1 })).toMatchObject({ cut: 2 });
  });
});

describe('a delivered film', () => {
  it('is made again with a new take of scene 2', async () => {
    const jobId = await delivered('fox');
    await want(jobId, 1, { kind: 'retake', scenes: [{ scene: 2 }] });
    const again = await line.render(jobId, 2, 2);
    expect(again).toMatchObject({
      ...{ startFrame: mediaRef('last-1-1'), endFrame: mediaRef('first-3-1') },
      fresh: true,
    });
    const film = await line.heard(FilmRequested, { jobId, cut: 2 });
    expect(takesOf(film)).toEqual([1, 2, 1]);
    expect(film.clips[1]?.clip).toEqual(mediaRef('clip-2-2', 'video/mp4'));
    await deliver(jobId, 2);
    expect((await line.names(jobId)).filter((name) => name === 'SceneRequested')).toHaveLength(4);
  });

  it('goes on after its end, in the words of the language model', async () => {
    const jobId = await delivered('marten');
    await want(jobId, 1, { kind: 'extend', prompt: 'Then it meets an owl.', scenes: 2 });
    const { storyboard, estimate } = await line.heard(ScenesPlanned, { jobId, revision: 2 });
    expect(storyboard.scenes.slice(3)).toMatchObject([
      { scene: 4, beat: 4, seam: 'continuous' },
      { scene: 5, beat: 5 },
    ]);
    expect(estimate).toMatchObject({ costUsd: 1.2, filmSeconds: 20 });
    expect(storyboard.continuity?.characters).toContain('marten');
    const asked = line.sandbox.ledger().filter(({ input }) => JSON.stringify(input).includes('owl'));
    expect(asked).toHaveLength(2);
    expect(JSON.stringify(asked[0]?.input)).toContain('filmSoFar');
    expect(await line.render(jobId, 4)).toMatchObject({ startFrame: mediaRef('last-3-1'), cut: 2 });
    await line.render(jobId, 5);
    expect(takesOf(await line.heard(FilmRequested, { jobId, cut: 2 }))).toEqual([1, 1, 1, 1, 1]);
  });

  it('is changed although the planner heard of its delivery after the change', async () => {
    const jobId = await line.ask({ prompt: 'A stoat wakes. It runs. It sleeps.' });
    for (const scene of [1, 2, 3]) await line.render(jobId, scene);
    await line.heard(FilmRequested, { jobId, cut: 1 });
    // Another connection than the planner's own: nothing orders the two.
    const gateway = createMessagePublisher(line.connection, { source: 'telegram-gateway' });
    await Promise.all([
      line.publisher.say(FilmStitched, { ...stitchedData(), jobId }),
      gateway.say(JobDelivered, { jobId, cut: 1, film: mediaRef('film', 'video/mp4'), by: 'video' }),
    ]);
    await want(jobId, 1, { kind: 'leave-out', scenes: [2] });
    expect(takesOf(await line.heard(FilmRequested, { jobId, cut: 2 }))).toEqual([1, 1]);
  });
});

describe('a failed job', () => {
  it('is resumed with what is missing, and pays for nothing twice', async () => {
    const jobId = await line.ask({ prompt: 'A hare wakes. It runs. It sleeps.' });
    await line.heard(SceneRequested, { jobId, scene: 1, take: 1 });
    await line.publisher.say(SceneFailed, { ...failedData(1, 1, 'provider-unauthorised'), jobId });
    expect(await line.heard(JobFailed, { jobId, cut: 1 })).toMatchObject({ code: 'provider-unauthorised' });
    await want(jobId, 1, { kind: 'resume' });
    await line.render(jobId, 1, 2);
    for (const scene of [2, 3]) await line.render(jobId, scene);
    expect(takesOf(await line.heard(FilmRequested, { jobId, cut: 2 }))).toEqual([2, 1, 1]);
  });

  it('keeps the clip that came after it was called off', async () => {
    const jobId = await line.ask({ prompt: 'A mole wakes. It digs. It sleeps.' });
    await line.render(jobId, 1);
    await line.heard(SceneRequested, { jobId, scene: 2, take: 1 });
    await line.publisher.say(JobCancelled, { jobId, cut: 1, by: 'person' });
    await want(jobId, 1, { kind: 'resume' });
    await line.heard(ScenesPlanned, { jobId, revision: 2 });
    expect(await line.history.first(SceneRequested, { jobId, scene: 2, take: 2 })).toBeUndefined();
    await line.publisher.say(SceneRendered, { ...renderedData(2, 1), jobId });
    expect(await line.render(jobId, 3)).toMatchObject({ cut: 2, startFrame: mediaRef('last-2-1') });
    expect(takesOf(await line.heard(FilmRequested, { jobId, cut: 2 }))).toEqual([1, 1, 1]);
  });

  it('that never had a storyboard is planned once more', async () => {
    const jobId = newJobId();
    const asked = request({ jobId, approval: true });
    await line.publisher.say(JobCancelled, { jobId, cut: 1, by: 'person' });
    const isCancelled = async () => (await line.jobs.read(jobId))?.rest;
    await waitFor(isCancelled, { what: 'the cancellation to be known', timeoutMs: 20_000 });
    await line.publisher.say(JobRequested, asked);
    await want(jobId, 1, { kind: 'resume' });
    expect(await line.heard(ScenesPlanned, { jobId, revision: 2 })).toMatchObject({ cut: 2 });
    await line.publisher.say(StoryboardApproved, { jobId, revision: 2 });
    expect(await line.heard(SceneRequested, { jobId, scene: 1, take: 1 })).toMatchObject({ cut: 2 });
  });
});

describe('a change that nobody can read', () => {
  it('is answered as refused', async () => {
    const jobId = await delivered('shrew');
    await waitFor(async () => (await line.jobs.read(jobId))?.rest, { what: 'the delivery to be known' });
    await line.publishRaw(`video.change.requested.${jobId}.1`, 'broken');
    expect(await line.heard(ScenesPlanned, { jobId, revision: 2 })).toMatchObject({
      ...{
        cut: 1,
        warnings: [{ code: 'edit-refused', detail: expect.stringContaining('gave ChangeRequested up') }],
      },
    });
  });
});
