import { FilmRequested, JobFailed, SceneRequested, ScenesPlanned } from '@kinoline/contracts';
import { describe, expect, it } from '@jest/globals';
import {
  cancelled,
  changed,
  delivered,
  failed,
  filmFailedData,
  jobId,
  mediaRef,
  planOf,
  rendered,
  requested,
  stitched,
} from '../../test/facts.js';
import { after, names, only, said } from '../../test/told.js';
import { decide, type DirectorFact, evolve } from './index.js';

const plan: DirectorFact = { name: 'StoryboardReady', data: planOf(['cut', 'continuous', 'continuous']) };
const started = [requested({ budgetUsd: 5 }), plan];
const made = [...started, rendered(1, 1), rendered(2, 1), rendered(3, 1)];
const seen = [...made, stitched(), delivered()];
const retake = (...scenes: number[]) =>
  ({ kind: 'retake', scenes: scenes.map((scene) => ({ scene })) }) as const;

describe('a film that is changed', () => {
  it('gets a new take between the clips that stay', () => {
    const facts = [...seen, changed(1, retake(2), { budgets: { budgetUsd: 8 } })];
    expect(names(...facts)).toEqual(['ScenesPlanned', 'SceneRequested']);
    expect(only(SceneRequested, ...facts)).toMatchObject({
      ...{ scene: 2, take: 2, cut: 2, revision: 2, budgetUsd: 8, fresh: true },
      startFrame: mediaRef('last-1-1'),
      endFrame: mediaRef('first-3-1'),
      previousLastFrame: mediaRef('last-1-1'),
    });
    const film = only(FilmRequested, ...facts, rendered(2, 2));
    expect(film.cut).toBe(2);
    expect(film.clips.map(({ clip }) => clip)).toEqual(
      ['clip-1-1', 'clip-2-2', 'clip-3-1'].map((name) => mediaRef(name, 'video/mp4')),
    );
    expect(after(...facts, rendered(2, 2), stitched(2), delivered(2)).rest?.kind).toBe('delivered');
  });

  it('gives no end picture where the next scene is made as well, or does not go on from here', () => {
    const both = only(SceneRequested, ...seen, changed(1, retake(2, 3)));
    expect(both).toMatchObject({ scene: 2 });
    expect(both.endFrame).toBeUndefined();
    const cuts = planOf(['cut', 'continuous', 'cut']);
    expect(only(SceneRequested, ...seen, changed(1, retake(2), { plan: cuts })).endFrame).toBeUndefined();
    expect(only(SceneRequested, ...seen, changed(1, retake(3))).endFrame).toBeUndefined();
  });

  it('is changed while it is on its way, and the delivery of the older cut changes nothing', () => {
    const facts = [...made, stitched(), changed(1, { kind: 'leave-out', scenes: [3] })];
    expect(names(...facts)).toEqual(['ScenesPlanned', 'FilmRequested']);
    expect(only(FilmRequested, ...facts).clips).toHaveLength(2);
    for (const late of [stitched(), delivered(), cancelled(), changed(1, retake(1))]) {
      expect(after(...facts, late)).toEqual(after(...facts));
    }
  });

  it('takes a scene back in that is made again', () => {
    const without = [...seen, changed(1, { kind: 'leave-out', scenes: [2] }), delivered(2)];
    const facts = [...without, changed(2, retake(2)), rendered(2, 2)];
    expect(only(FilmRequested, ...facts).clips.map(({ scene, take }) => [scene, take])).toEqual([
      [1, 1],
      [2, 2],
      [3, 1],
    ]);
  });

  it('ends a take on the picture of the scene after the one that is left out', () => {
    const without = [...seen, changed(1, { kind: 'leave-out', scenes: [2] }), delivered(2)];
    expect(only(SceneRequested, ...without, changed(2, retake(1))).endFrame).toEqual(mediaRef('first-3-1'));
  });

  it('goes on after its end', () => {
    const longer = planOf(['cut', 'continuous', 'continuous', 'continuous']);
    const extend = { kind: 'extend', prompt: 'Then it snows', scenes: 1 } as const;
    const facts = [...seen, changed(1, extend, { plan: longer })];
    expect(only(SceneRequested, ...facts)).toMatchObject({
      ...{ scene: 4, take: 1, cut: 2, fresh: false },
      startFrame: mediaRef('last-3-1'),
    });
    expect(only(FilmRequested, ...facts, rendered(4, 1)).clips).toHaveLength(4);
  });

  it('leaves what went missing before as it is, until it is resumed', () => {
    const partial = [...started, rendered(1, 1), failed(2, 1, 'moderated'), rendered(3, 1), delivered()];
    const again = [...partial, changed(1, retake(3)), rendered(3, 2)];
    expect(only(FilmRequested, ...again).warnings?.map(({ code }) => code)).toEqual(['scene-missing']);
    const resumed = [...again, delivered(2), changed(2, { kind: 'resume' })];
    expect(only(SceneRequested, ...resumed)).toMatchObject({ scene: 2, take: 2, cut: 3 });
  });

  it('is not changed while it is made, or by a change of another revision', () => {
    for (const facts of [started, made, [requested({ approval: true }), plan]]) {
      expect(after(...facts, changed(1, retake(1)))).toEqual(after(...facts));
    }
    expect(after(...seen, changed(2, retake(1)))).toEqual(after(...seen));
  });

  it('is answered with every fact, so that no crash leaves the person waiting', () => {
    const facts = [...seen, changed(1, retake(2)), rendered(2, 2)];
    expect(names(...facts)).toEqual(['ScenesPlanned', 'FilmRequested']);
    expect(names(...facts, stitched(2))).toEqual(['ScenesPlanned']);
  });
});

describe('a re-shoot that is stopped', () => {
  const asked = [requested({ whenStuck: 'ask' }), ...seen.slice(1)];
  const stopped = [...asked, changed(1, retake(2)), cancelled(2)];

  it('is not taken up by another change', () => {
    const called = failed(2, 2, 'cancelled', { retakeMayHelp: true });
    const longer = planOf(['cut', 'continuous', 'continuous', 'continuous']);
    const extend = { kind: 'extend', prompt: 'Then it snows', scenes: 1 } as const;
    for (const facts of [stopped, [...stopped, called]]) {
      const other = [...facts, changed(2, retake(3))];
      expect(only(ScenesPlanned, ...other).scope?.make).toEqual([{ scene: 3, after: 1 }]);
      expect(only(SceneRequested, ...other)).toMatchObject({ scene: 3, take: 2, cut: 3 });
      const onwards = [...facts, changed(2, extend, { plan: longer })];
      expect(only(SceneRequested, ...onwards)).toMatchObject({ scene: 4, take: 1, cut: 3 });
    }
  });

  it('is taken up by resume, also when it was stopped while it was held', () => {
    expect(only(SceneRequested, ...stopped, changed(2, { kind: 'resume' }))).toMatchObject({ scene: 2 });
    const held = [...asked, changed(1, retake(3)), failed(3, 2, 'moderated')];
    const resumed = [...held, cancelled(2), changed(2, { kind: 'resume' })];
    expect(only(SceneRequested, ...resumed)).toMatchObject({ scene: 3, take: 3, cut: 3 });
  });

  it('has given a scene up that it was held at, whatever stopped it then', () => {
    const longer = planOf(['cut', 'continuous', 'continuous', 'continuous']);
    const extend = { kind: 'extend', prompt: 'Then it snows', scenes: 1 } as const;
    const lost = (take: number): DirectorFact =>
      failed(4, take, 'provider-failed', { costUsd: 0.6, retakeMayHelp: true });
    const facts = [...asked, changed(1, extend, { plan: longer }), lost(1), lost(2)];
    const other = [...facts, cancelled(2), changed(2, retake(2), { plan: longer })];
    expect(only(ScenesPlanned, ...other).scope).toMatchObject({
      make: [{ scene: 2, after: 1 }],
      leftOut: [4],
    });
  });

  it('tells which takes count, and that a given-up one does not', () => {
    const again = only(ScenesPlanned, ...stopped, changed(2, retake(2)));
    expect(again).toMatchObject({ cut: 3, revision: 3 });
    expect(again.scope).toEqual({
      make: [{ scene: 2, after: 2 }],
      clips: [1, 2, 3].map((scene) => ({ scene, take: 1 })),
      leftOut: [],
    });
    const awaited = changed(2, { kind: 'resume' }, { requested: [{ scene: 2, take: 2 }] });
    expect(only(ScenesPlanned, ...stopped, awaited).scope?.make).toEqual([{ scene: 2, after: 1 }]);
  });
});

describe('a failed job that is resumed', () => {
  it('makes what is missing, and nothing that exists', () => {
    const facts = [...started, rendered(1, 1), rendered(2, 1), failed(3, 1, 'over-budget')];
    const filmless: DirectorFact = { name: 'FilmFailed', data: filmFailedData() };
    const resumed = [...facts, filmless, changed(1, { kind: 'resume' }, { budgets: { budgetUsd: 9 } })];
    expect(only(SceneRequested, ...resumed)).toMatchObject({ scene: 3, take: 2, budgetUsd: 9 });
  });

  it('only asks for the film again when all clips exist', () => {
    const filmless: DirectorFact = { name: 'FilmFailed', data: filmFailedData() };
    expect(only(JobFailed, ...made, filmless)).toMatchObject({ code: 'film-failed', cut: 1 });
    const resumed = [...made, filmless, changed(1, { kind: 'resume' })];
    expect(names(...resumed)).toEqual(['ScenesPlanned', 'FilmRequested']);
    expect(only(FilmRequested, ...resumed)).toMatchObject({ cut: 2, warnings: [] });
  });

  it('fails once more in its own cut', () => {
    const refused = failed(1, 1, 'provider-unauthorised');
    const resumed = [...started, refused, changed(1, { kind: 'resume' })];
    expect(only(SceneRequested, ...resumed)).toMatchObject({ scene: 1, take: 2 });
    const again = only(JobFailed, ...resumed, failed(1, 2, 'provider-unauthorised'));
    expect(again).toMatchObject({ cut: 2, code: 'provider-unauthorised' });
  });
});

describe('a job that was never planned', () => {
  const crashed = (cut: number): DirectorFact => ({
    name: 'PlanningFailed',
    data: { jobId, cut, detail: 'crashed' },
  });
  const resumed = (of: number): DirectorFact => ({
    name: 'PlanningResumed',
    data: { of, budgets: { budgetUsd: 9 } },
  });

  it('is planned once more; revision and cut are the next', () => {
    const facts = [requested(), crashed(1), resumed(1)];
    expect(said(...facts)).toEqual([]);
    expect(only(ScenesPlanned, ...facts, plan)).toMatchObject({ revision: 2, cut: 2 });
    expect(only(SceneRequested, ...facts, plan)).toMatchObject({ cut: 2, budgetUsd: 9 });
    const twice = [...facts, crashed(2)];
    expect(only(JobFailed, ...twice)).toMatchObject({ cut: 2, code: 'planning-failed' });
    expect(only(ScenesPlanned, ...twice, resumed(2), plan)).toMatchObject({ revision: 3, cut: 3 });
  });

  it('is not failed by what was heard of an older cut', () => {
    const facts = [requested(), crashed(1), resumed(1)];
    expect(after(...facts, crashed(1))).toEqual(after(...facts));
    expect(after(...facts, resumed(1))).toEqual(after(...facts));
  });

  it('keeps a request that comes after its cancellation, so that it can be resumed', () => {
    const facts = [cancelled(), requested(), resumed(1), plan];
    expect(only(ScenesPlanned, ...facts)).toMatchObject({ revision: 2, cut: 2 });
  });

  it('fails under the next cut when a change of it is refused or it is too dear now', () => {
    const refused: DirectorFact = { name: 'ChangeRefused', data: { of: 1, detail: 'nothing to change' } };
    expect(only(JobFailed, requested(), crashed(1), refused)).toMatchObject({
      ...{ cut: 2, code: 'planning-failed', detail: 'nothing to change' },
    });
    expect(after(requested(), refused)).toEqual(after(requested()));
    const tooDear: DirectorFact = { name: 'JobRefused', data: { code: 'over-budget', detail: 'too dear' } };
    expect(only(JobFailed, requested(), crashed(1), resumed(1), tooDear)).toMatchObject({
      ...{ cut: 2, code: 'over-budget', detail: 'too dear' },
    });
  });
});

describe('a job that was called off', () => {
  const underWay = [...started, rendered(1, 1), cancelled()];
  const isRequested = { requested: [{ scene: 2, take: 1 }] };

  it('keeps the clip that was under way', () => {
    const facts = [...underWay, rendered(2, 1)];
    expect(decide(after(...facts))).toEqual([]);
    expect(only(SceneRequested, ...facts, changed(1, { kind: 'resume' }))).toMatchObject({
      ...{ scene: 3, take: 1, cut: 2 },
      startFrame: mediaRef('last-2-1'),
    });
  });

  it('waits for what is under way instead of paying again', () => {
    const facts = [...underWay, changed(1, { kind: 'resume' }, isRequested)];
    expect(names(...facts)).toEqual(['ScenesPlanned']);
    expect(only(SceneRequested, ...facts, rendered(2, 1))).toMatchObject({ scene: 3, take: 1 });
    expect(only(SceneRequested, ...facts, failed(2, 1, 'cancelled'))).toMatchObject({ scene: 2, take: 2 });
  });

  it('does not wait for a take that was never requested, but uses its number no more', () => {
    const facts = [...underWay, changed(1, { kind: 'resume' })];
    expect(only(SceneRequested, ...facts)).toMatchObject({ scene: 2, take: 2 });
    expect(evolve(after(...facts), failed(2, 1, 'cancelled'))?.takes).toEqual(after(...facts).takes);
  });

  it('is not gone on with by any other change: what has no clip is left out, what is under way given up', () => {
    const anew = [...underWay, changed(1, retake(2), isRequested)];
    expect(only(SceneRequested, ...anew)).toMatchObject({ scene: 2, take: 2 });
    const remade = only(FilmRequested, ...anew, rendered(2, 1), rendered(2, 2));
    expect([remade.clips.map(({ take }) => take), remade.warnings]).toEqual([[1, 2], []]);
    const without = [...underWay, changed(1, { kind: 'leave-out', scenes: [2] }, isRequested)];
    const short = only(FilmRequested, ...without, rendered(2, 1));
    expect([short.clips.map(({ scene }) => scene), short.warnings]).toEqual([[1], []]);
    const longer = planOf(['cut', 'continuous', 'continuous', 'continuous']);
    const extend = { kind: 'extend', prompt: 'Then it snows', scenes: 1 } as const;
    const more = [...underWay, changed(1, extend, { ...isRequested, plan: longer })];
    expect(only(SceneRequested, ...more)).toMatchObject({ scene: 4, startFrame: mediaRef('last-1-1') });
    expect(only(ScenesPlanned, ...more).scope?.leftOut).toEqual([2, 3]);
  });

  it('may be called off again while one is under way', () => {
    const resumed = [...underWay, changed(1, { kind: 'resume' }, isRequested)];
    const again = [...resumed, cancelled(2), changed(2, { kind: 'resume' }, isRequested)];
    expect(names(...again)).toEqual(['ScenesPlanned']);
    expect(only(SceneRequested, ...again, rendered(2, 1))).toMatchObject({ scene: 3, take: 1, cut: 3 });
  });

  it('waits for the approval once more when it was never approved', () => {
    const waiting = [requested({ approval: true }), plan, cancelled(), changed(1, { kind: 'resume' })];
    expect(names(...waiting)).toEqual(['ScenesPlanned']);
    const approved: DirectorFact = { name: 'StoryboardApproved', data: { jobId, revision: 2 } };
    expect(names(...waiting, approved)).toEqual(['ScenesPlanned', 'SceneRequested']);
  });
});
