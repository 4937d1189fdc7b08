import { FilmRequested, JobFailed, JobRejected, SceneRequested, ScenesPlanned } from '@kinoline/contracts';
import { describe, expect, it } from '@jest/globals';
import {
  failed,
  filmFailedData,
  jobId,
  mediaRef,
  planOf,
  rendered,
  requested,
  stitchedData,
} from '../../test/facts.js';
import { after, names, only, said } from '../../test/told.js';
import { decide, type DirectorFact, evolve } from './index.js';

const chain3: DirectorFact = { name: 'StoryboardReady', data: planOf(['cut', 'continuous', 'continuous']) };
const stitched: DirectorFact = { name: 'FilmStitched', data: stitchedData() };
const filmFailed: DirectorFact = { name: 'FilmFailed', data: filmFailedData() };
const cancelled: DirectorFact = { name: 'JobCancelled', data: { jobId, cut: 1, by: 'person' } };
const delivered: DirectorFact = {
  name: 'JobDelivered',
  data: { jobId, cut: 1, film: mediaRef('film', 'video/mp4'), by: 'store' },
};

describe('the beginning of a job', () => {
  it('says nothing while the job is being planned', () => {
    expect(said(requested())).toEqual([]);
  });

  it('does not begin a job with anything but its request, its cancellation or a request that cannot be read', () => {
    const lost: DirectorFact = { name: 'PlanningFailed', data: { jobId, cut: 1, detail: 'not JSON' } };
    expect(said(lost)).toMatchObject([{ data: { jobId, code: 'planning-failed', detail: 'not JSON' } }]);
    expect(said(lost, requested(), chain3)).toEqual(said(lost));
    expect(evolve(undefined, rendered(1, 1))).toBeUndefined();
    expect(evolve(undefined, chain3)).toBeUndefined();
  });

  it('rejects a refused job', () => {
    const refused: DirectorFact = { name: 'JobRefused', data: { code: 'over-budget', detail: 'too dear' } };
    expect(only(JobRejected, requested(), refused)).toEqual({
      jobId,
      code: 'over-budget',
      detail: 'too dear',
    });
  });

  it('fails a job that could not be planned, without cost', () => {
    const crashed: DirectorFact = { name: 'PlanningFailed', data: { jobId, cut: 1, detail: 'crashed' } };
    expect(only(JobFailed, requested(), crashed)).toMatchObject({ code: 'planning-failed', costUsd: 0 });
    expect(names(requested(), chain3, crashed)).toEqual(['ScenesPlanned', 'SceneRequested']);
  });

  it('keeps a cancellation that overtakes its request', () => {
    expect(said(cancelled, requested(), chain3)).toEqual([]);
  });

  it('tells the plan and requests the first scene on the picture of the person', () => {
    const startFrame = mediaRef('mine');
    expect(names(requested(), chain3)).toEqual(['ScenesPlanned', 'SceneRequested']);
    const asked = requested({ startFrame, budgetUsd: 5, personDayBudgetUsd: 9, fresh: true });
    expect(only(SceneRequested, asked, chain3)).toMatchObject({
      ...{ scene: 1, take: 1, revision: 1, cut: 1 },
      startFrame,
      ...{ budgetUsd: 5, personDayBudgetUsd: 9, fresh: true },
    });
  });
});

describe('approval', () => {
  const waiting = [requested({ approval: true }), chain3];
  const approve = (revision: number): DirectorFact => ({
    name: 'StoryboardApproved',
    data: { jobId, revision },
  });
  const revise = (of: number): DirectorFact => ({
    name: 'StoryboardRevised',
    data: { of, plan: planOf(['cut', 'cut'], `after ${of}`), budgets: { budgetUsd: 7 } },
  });

  it('requests nothing before the plan is approved', () => {
    expect(names(...waiting)).toEqual(['ScenesPlanned']);
    expect(names(...waiting, approve(1))).toEqual(['ScenesPlanned', 'SceneRequested']);
  });

  it('answers an edit with the next revision, and ignores approvals and edits of old ones', () => {
    expect(only(ScenesPlanned, ...waiting, revise(1))).toMatchObject({ revision: 2, cut: 1 });
    expect(after(...waiting, revise(1)).budgetUsd).toBe(7);
    expect(names(...waiting, revise(1), approve(1))).toEqual(['ScenesPlanned']);
    expect(after(...waiting, revise(1), revise(1))).toEqual(after(...waiting, revise(1)));
    expect(only(SceneRequested, ...waiting, revise(1), approve(2))).toMatchObject({
      revision: 2,
      planned: { prompt: 'after 1 1' },
    });
  });

  it('ignores edits once scenes are paid for', () => {
    expect(after(...waiting, approve(1), revise(1))).toEqual(after(...waiting, approve(1)));
  });
});

describe('chained scenes', () => {
  const started = [requested(), chain3];

  it('starts a continuous scene on the last frame of the one before', () => {
    expect(names(...started, rendered(1, 1))).toEqual(['SceneRequested']);
    expect(only(SceneRequested, ...started, rendered(1, 1))).toMatchObject({
      scene: 2,
      take: 1,
      planned: { seam: 'continuous' },
      startFrame: mediaRef('last-1-1'),
      previousLastFrame: mediaRef('last-1-1'),
    });
  });

  it('gives a cut no start picture, but the frame to measure against', () => {
    const plan: DirectorFact = { name: 'StoryboardReady', data: planOf(['cut', 'cut']) };
    const data = only(SceneRequested, requested({ startFrame: mediaRef('mine') }), plan, rendered(1, 1));
    expect(data.startFrame).toBeUndefined();
    expect(data.previousLastFrame).toEqual(mediaRef('last-1-1'));
  });

  it('shoots a scene again while that may help and takes are left', () => {
    const helpable = (take: number): DirectorFact => failed(2, take, 'moderated', { retakeMayHelp: true });
    const atScene2 = [...started, rendered(1, 1), helpable(1)];
    expect(only(SceneRequested, ...atScene2)).toMatchObject({ scene: 2, take: 2 });
    expect(only(SceneRequested, ...atScene2, helpable(2))).toMatchObject({ scene: 2, take: 3 });
    expect(only(SceneRequested, ...atScene2, helpable(2), helpable(3))).toMatchObject({
      scene: 3,
      take: 1,
    });
  });

  it('never repeats an ambiguous take by itself and goes on from the last rendered frame', () => {
    const lost = failed(2, 1, 'ambiguous', { retakeMayHelp: true, costUsd: 0.6 });
    expect(only(SceneRequested, ...started, rendered(1, 1), lost)).toMatchObject({
      scene: 3,
      planned: { seam: 'continuous' },
      startFrame: mediaRef('last-1-1'),
    });
  });

  it('opens the film with a cut when nothing before was rendered', () => {
    const data = only(SceneRequested, ...started, failed(1, 1, 'moderated'));
    expect(data).toMatchObject({ scene: 2, planned: { seam: 'cut' } });
    expect(data.startFrame).toBeUndefined();
    expect(data.previousLastFrame).toBeUndefined();
  });

  it('ignores outcomes of takes it does not wait for, but counts their cost', () => {
    const state = after(...started, rendered(3, 1, 0.5), rendered(1, 2, 0.25));
    expect(state.takes).toEqual([]);
    expect(state.costs).toEqual({ '3.1': 0.5, '1.2': 0.25 });
  });

  it('does not change for a repeat, and bills a take once at its highest figure', () => {
    const state = after(...started, rendered(1, 1, 0.6));
    expect(evolve(state, rendered(1, 1, 0.6))).toBe(state);
    expect(after(...started, rendered(1, 1, 0.6), rendered(1, 1, 0.7)).costs).toEqual({ '1.1': 0.7 });
  });
});

describe('money paid for nothing', () => {
  const paidFor = { costUsd: 0.6, retakeMayHelp: true };
  const started = [requested(), chain3];

  it('is risked once more, and no third time in a row', () => {
    const once = [...started, rendered(1, 1), failed(2, 1, 'clip-damaged', paidFor)];
    expect(only(SceneRequested, ...once)).toMatchObject({ scene: 2, take: 2 });
    const twice = [...once, failed(2, 2, 'clip-damaged', paidFor)];
    expect(names(...twice)).toEqual(['FilmRequested']);
    expect(only(FilmRequested, ...twice).clips.map(({ scene }) => scene)).toEqual([1]);
  });

  it('does not count a loss before a take that went well, nor one that cost nothing', () => {
    const lost = failed(1, 1, 'clip-damaged', paidFor);
    const free = failed(2, 1, 'moderated', { retakeMayHelp: true });
    const facts = [...started, lost, rendered(1, 2), free, failed(2, 2, 'clip-damaged', paidFor)];
    expect(only(SceneRequested, ...facts)).toMatchObject({ scene: 2, take: 3 });
  });
});

describe('the end of a job', () => {
  const started = [requested(), chain3];
  const allRendered = [...started, rendered(1, 1), rendered(2, 1), rendered(3, 1)];

  it('asks for the film of all clips in order', () => {
    expect(names(...allRendered)).toEqual(['FilmRequested']);
    const limited = [requested({ deliveryMaxBytes: 50_000_000 }), ...allRendered.slice(1)];
    expect(only(FilmRequested, ...limited)).toMatchObject({
      cut: 1,
      maxBytes: 50_000_000,
      clips: [
        { scene: 1, take: 1, seam: 'cut' },
        { scene: 2, take: 1, seam: 'continuous' },
        { scene: 3, take: 1, seam: 'continuous' },
      ],
      warnings: [],
    });
  });

  it('makes a film of what exists and says what is missing and lost', () => {
    const lost = failed(2, 1, 'ambiguous', { costUsd: 0.6 });
    const data = only(FilmRequested, ...started, rendered(1, 1), lost, rendered(3, 1));
    expect(data.clips.map(({ scene }) => scene)).toEqual([1, 3]);
    expect(data.warnings?.map(({ code, scene }) => [code, scene])).toEqual([
      ['take-lost', 2],
      ['scene-missing', 2],
    ]);
  });

  it.each(['over-budget', 'provider-unauthorised'] as const)('requests no more scenes after %s', (code) => {
    const data = only(FilmRequested, ...started, rendered(1, 1), failed(2, 1, code, { retakeMayHelp: true }));
    expect(data.clips.map(({ scene }) => scene)).toEqual([1]);
    expect(data.warnings?.map(({ code, scene }) => [code, scene])).toEqual([
      ['scene-missing', 2],
      ['scene-missing', 3],
    ]);
    expect(only(JobFailed, ...started, failed(1, 1, code))).toMatchObject({ code });
  });

  it('fails with cost and cause when no scene was rendered', () => {
    const all = [0.1, 0, 0.2].map((costUsd, at) => failed(at + 1, 1, 'provider-failed', { costUsd }));
    const data = only(JobFailed, ...started, ...all);
    expect(data).toMatchObject({ code: 'no-scene-rendered', costUsd: 0.3 });
    expect(data.detail).toContain('provider-failed');
    expect(data.warnings).toHaveLength(5);
  });

  it('waits for the delivery after the film is stitched', () => {
    expect(said(...allRendered, stitched)).toEqual([]);
    expect(after(...allRendered, stitched, delivered).rest).toEqual({ kind: 'delivered' });
    expect(after(...allRendered, delivered).rest).toEqual({ kind: 'delivered' });
  });

  it('fails with the film', () => {
    const data = only(JobFailed, ...allRendered, filmFailed);
    expect(data).toMatchObject({ code: 'film-failed', costUsd: 1.8, warnings: [{ code: 'clip-left-out' }] });
  });

  it('tells a loss once although the stitcher repeats it', () => {
    const made = [...started, failed(1, 1, 'moderated'), rendered(2, 1), rendered(3, 1)];
    const { warnings = [] } = only(FilmRequested, ...made);
    const told: DirectorFact = { name: 'FilmFailed', data: { ...filmFailedData(), warnings } };
    expect(only(JobFailed, ...made, told).warnings).toEqual(warnings);
  });

  it('ignores film and delivery before they were asked for', () => {
    expect(after(...started, stitched, filmFailed, delivered)).toEqual(after(...started));
  });

  it('says nothing more once cancelled, and only counts cost', () => {
    const state = after(...started, cancelled, rendered(1, 1), stitched, delivered);
    expect(state.rest).toEqual({ kind: 'cancelled' });
    expect(state.costs).toEqual({ '1.1': 0.6 });
    expect(decide(state)).toEqual([]);
  });

  it('takes a cancelled take for the cancelled job', () => {
    expect(said(...started, failed(1, 1, 'cancelled'))).toEqual([]);
  });

  it('repeats its last word with the same content although a late bill comes in', () => {
    const ended = [...started, failed(1, 1, 'over-budget')];
    expect(said(...ended, rendered(1, 1))).toEqual(said(...ended));
  });
});
