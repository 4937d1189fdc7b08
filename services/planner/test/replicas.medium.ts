import {
  ChangeRequested,
  FilmRequested,
  FilmStitched,
  JobDelivered,
  SceneFailed,
  SceneRendered,
  SceneRequested,
} from '@kinoline/contracts';
import { type SpawnedService, waitFor } from '@kinoline/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { failedData, mediaRef, renderedData, stitchedData } from './facts.js';
import { type PlannerLine, startLine } from './planner-line.js';

const jobs = 12;
const scenes = 3;

describe('two replicas, one of which is killed again and again', () => {
  let line: PlannerLine;

  beforeAll(async () => {
    line = await startLine(2_000);
  });
  afterAll(() => line.stop());

  it('bring every job to its end, and pay for no plan more than the crashes cost', async () => {
    const [steady, victim] = await Promise.all([line.startPlanner(), line.startPlanner()]);
    const running = new AbortController();
    const kills = killAgainAndAgain(victim, running.signal);
    const ids = await Promise.all(
      Array.from({ length: jobs }, (_, at) => line.ask({ prompt: `A fox number ${at} crosses the lake.` })),
    );
    await Promise.all(ids.map((jobId) => playTheLine(jobId)));
    running.abort();
    const killed = await kills;

    for (const jobId of ids) {
      const names = await line.names(jobId);
      // The plan, and its answer to the change.
      expect(names.filter((name) => name === 'ScenesPlanned')).toHaveLength(2);
      // Scene 2 is shot twice, and scene 1 once more because the person wants it.
      expect(names.filter((name) => name === 'SceneRequested')).toHaveLength(scenes + 2);
      expect(await line.jobs.read(jobId)).toMatchObject({ cut: 2, rest: { kind: 'delivered' } });
    }
    expect(killed).toBeGreaterThan(0);
    expect(line.sandbox.ledger().length).toBeLessThanOrEqual(2 * jobs + 2 * killed);
    expect((await steady.stop(30_000)).code).toBe(0);
  }, 300_000);

  /** A replica that is killed as soon as it is ready, and started anew. */
  async function killAgainAndAgain(first: SpawnedService, signal: AbortSignal): Promise<number> {
    let replica = first;
    let killed = 0;
    while (!signal.aborted) {
      await replica.kill();
      killed += 1;
      replica = await line.startPlanner();
    }
    return killed;
  }

  async function playTheLine(jobId: string): Promise<void> {
    for (let scene = 1; scene <= scenes; scene += 1) await playScene(jobId, scene);
    await deliver(jobId, 1);
    const change = { kind: 'retake' as const, scenes: [{ scene: 1 }] };
    await line.publisher.say(ChangeRequested, { jobId, revision: 1, change });
    await line.render(jobId, 1, 2);
    await deliver(jobId, 2);
    const rest = async () => {
      const state = await line.jobs.read(jobId);
      return state?.cut === 2 ? state.rest : undefined;
    };
    await waitFor(rest, { what: 'the job to rest', timeoutMs: 60_000 });
  }

  async function deliver(jobId: string, cut: number): Promise<void> {
    await line.heard(FilmRequested, { jobId, cut });
    await line.publisher.say(FilmStitched, { ...stitchedData(cut), jobId });
    const film = mediaRef('film', 'video/mp4');
    await line.publisher.say(JobDelivered, { jobId, cut, film, by: 'store' });
  }

  async function playScene(jobId: string, scene: number): Promise<void> {
    await line.heard(SceneRequested, { jobId, scene, take: 1 });
    if (scene !== 2) {
      await line.publisher.say(SceneRendered, { ...renderedData(scene, 1), jobId });
      return;
    }
    const failed = failedData(scene, 1, 'provider-failed', { retakeMayHelp: true });
    await line.publisher.say(SceneFailed, { ...failed, jobId });
    await line.render(jobId, scene, 2);
  }
});
