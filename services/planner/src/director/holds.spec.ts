import {
  type Change,
  FilmRequested,
  JobFailed,
  JobHeld,
  SceneRequested,
  ScenesPlanned,
} from '@kinoline/contracts';
import { describe, expect, it } from '@jest/globals';
import { cancelled, changed, delivered, failed, planOf, rendered, requested } from '../../test/facts.js';
import { after, names, only, said } from '../../test/told.js';
import { type DirectorFact, evolve } from './index.js';

const plan: DirectorFact = { name: 'StoryboardReady', data: planOf(['cut', 'continuous', 'continuous']) };
const asking = [requested({ whenStuck: 'ask' }), plan];
const refused = failed(2, 1, 'moderated');
const held = [...asking, rendered(1, 1), refused];

describe('a job that asks', () => {
  it('is held at a scene that cannot be made, and says what there is', () => {
    expect(names(...held)).toEqual(['JobHeld']);
    expect(only(JobHeld, ...held)).toEqual({
      jobId: expect.any(String),
      ...{ cut: 1, revision: 1, scene: 2, take: 1, code: 'moderated', detail: 'as told by the provider' },
      ...{ rendered: [1], missing: [2, 3], costUsd: 0.6 },
    });
  });

  it('is held without any clip as well, so that the words can be changed', () => {
    expect(only(JobHeld, ...asking, failed(1, 1, 'moderated'))).toMatchObject({
      rendered: [],
      missing: [1, 2, 3],
    });
  });

  it('tries first as often as it may', () => {
    const again = failed(1, 1, 'moderated', { retakeMayHelp: true });
    expect(only(SceneRequested, ...asking, again)).toMatchObject({ scene: 1, take: 2 });
    const twice = [...asking, again, failed(1, 2, 'moderated', { retakeMayHelp: true })];
    expect(only(JobHeld, ...twice, failed(1, 3, 'moderated', { retakeMayHelp: true })).take).toBe(3);
  });

  it('is held when no further scene stands a chance, but fails when there is no clip', () => {
    for (const code of ['over-budget', 'provider-unauthorised'] as const) {
      const ended = failed(2, 1, code, { retakeMayHelp: true });
      expect(only(JobHeld, ...asking, rendered(1, 1), ended)).toMatchObject({ code, missing: [2, 3] });
      expect(only(JobFailed, ...asking, failed(1, 1, code))).toMatchObject({ code, cut: 1 });
    }
  });

  it('repeats its question although a late bill comes in', () => {
    expect(said(...held, rendered(2, 1, 5))).toEqual(said(...held));
    expect(after(...held, rendered(2, 1, 5)).costs['2.1']).toBe(5);
  });

  it('ends when it is called off while it is held', () => {
    expect(after(...held, cancelled()).rest).toEqual({ kind: 'cancelled' });
    expect(after(...held, cancelled(2))).toEqual(after(...held));
  });

  it('makes the film when nothing is missing', () => {
    expect(names(...asking, rendered(1, 1), rendered(2, 1), rendered(3, 1))).toEqual(['FilmRequested']);
  });
});

describe('the answer to a held job', () => {
  it('tries the scene again in other words, and goes on with what was never tried', () => {
    const words: Change = { kind: 'retake', scenes: [{ scene: 2, prompt: 'a calmer fox' }] };
    const next = planOf(['cut', 'continuous', 'continuous']);
    const scenes = next.storyboard.scenes.map((scene) =>
      scene.scene === 2 ? { ...scene, prompt: 'a calmer fox' } : scene,
    );
    const facts = [...held, changed(1, words, { plan: { ...next, storyboard: { scenes } } })];
    expect(names(...facts)).toEqual(['ScenesPlanned', 'SceneRequested']);
    expect(only(ScenesPlanned, ...facts)).toMatchObject({ revision: 2, cut: 2 });
    expect(only(SceneRequested, ...facts)).toMatchObject({
      ...{ scene: 2, take: 2, cut: 2, revision: 2, fresh: false },
      planned: { prompt: 'a calmer fox' },
    });
    const third = only(SceneRequested, ...facts, rendered(2, 2));
    expect(third).toMatchObject({ scene: 3, take: 1, cut: 2 });
    expect(only(FilmRequested, ...facts, rendered(2, 2), rendered(3, 1))).toMatchObject({
      cut: 2,
      clips: [
        { scene: 1, take: 1 },
        { scene: 2, take: 2 },
        { scene: 3, take: 1 },
      ],
      warnings: [],
    });
  });

  it('gives the scene all its attempts anew, also after two losses in a row', () => {
    const lost = (take: number): DirectorFact =>
      failed(2, take, 'clip-damaged', { costUsd: 0.6, retakeMayHelp: true });
    const twice = [...asking, rendered(1, 1), lost(1), lost(2)];
    expect(names(...twice)).toEqual(['JobHeld']);
    const again = [...twice, changed(1, { kind: 'resume' })];
    expect(only(SceneRequested, ...again)).toMatchObject({ scene: 2, take: 3 });
    expect(only(SceneRequested, ...again, lost(3))).toMatchObject({ scene: 2, take: 4 });
    expect(only(JobHeld, ...again, lost(3), lost(4))).toMatchObject({ cut: 2, revision: 2, take: 4 });
  });

  it('leaves the scene out and goes on with the next, joined to what is there', () => {
    const facts = [...held, changed(1, { kind: 'leave-out', scenes: [2] })];
    expect(only(SceneRequested, ...facts)).toMatchObject({
      scene: 3,
      take: 1,
      planned: { seam: 'continuous' },
    });
    const film = only(FilmRequested, ...facts, rendered(3, 1));
    expect(film.clips.map(({ scene }) => scene)).toEqual([1, 3]);
    expect(film.warnings).toEqual([]);
  });

  it('makes the film of what there is', () => {
    const facts = [...held, changed(1, { kind: 'finish' })];
    expect(names(...facts)).toEqual(['ScenesPlanned', 'FilmRequested']);
    expect(only(FilmRequested, ...facts)).toMatchObject({ cut: 2, clips: [{ scene: 1 }], warnings: [] });
    expect(after(...facts, delivered(2)).rest).toEqual({ kind: 'delivered' });
  });

  it('that is refused leaves the job held, under the next revision', () => {
    const facts = [...held, { name: 'ChangeRefused', data: { of: 1, detail: 'too dear' } } as const];
    expect(names(...facts)).toEqual(['JobHeld', 'ScenesPlanned']);
    expect(only(JobHeld, ...facts)).toEqual(only(JobHeld, ...held));
    expect(only(ScenesPlanned, ...facts)).toMatchObject({
      ...{ revision: 2, cut: 1 },
      warnings: [{ code: 'edit-refused', detail: 'too dear' }],
    });
    expect(only(ScenesPlanned, ...facts, changed(2, { kind: 'finish' }))).toMatchObject({
      ...{ revision: 3, cut: 2, warnings: [] },
    });
    expect(after(...facts, changed(1, { kind: 'finish' }))).toEqual(after(...facts));
  });

  it('may be about another scene: the stuck one stays missing, and is not asked about again', () => {
    const facts = [...held, changed(1, { kind: 'retake', scenes: [{ scene: 1 }] })];
    expect(only(SceneRequested, ...facts)).toMatchObject({ scene: 1, take: 2, fresh: true });
    expect(only(SceneRequested, ...facts, rendered(1, 2))).toMatchObject({ scene: 3 });
    const film = only(FilmRequested, ...facts, rendered(1, 2), rendered(3, 1));
    expect(film.warnings?.map(({ code, scene }) => [code, scene])).toEqual([['scene-missing', 2]]);
  });
});

describe('a held re-take of a scene with a clip', () => {
  const film = [...asking, rendered(1, 1), rendered(2, 1), rendered(3, 1), delivered()];
  const facts = [...film, changed(1, { kind: 'retake', scenes: [{ scene: 2 }] }), failed(2, 2, 'moderated')];

  it('names the scene among both what there is and what is missing', () => {
    expect(only(JobHeld, ...facts)).toMatchObject({ cut: 2, scene: 2, rendered: [1, 2, 3], missing: [2] });
  });

  it('keeps the older clip when the person wants the film of what there is', () => {
    const finished = only(FilmRequested, ...facts, changed(2, { kind: 'finish' }));
    expect(finished.clips.map(({ take }) => take)).toEqual([1, 1, 1]);
    expect(finished.warnings).toEqual([]);
  });

  it('keeps the older clip and goes on with the other scenes when the person wants that', () => {
    const both = changed(1, { kind: 'retake', scenes: [{ scene: 2 }, { scene: 3 }] });
    const stuck = [...film, both, failed(2, 2, 'moderated')];
    const kept = [...stuck, changed(2, { kind: 'keep', scenes: [2] })];
    expect(only(SceneRequested, ...kept)).toMatchObject({ scene: 3, take: 2, cut: 3 });
    const longer = only(FilmRequested, ...kept, rendered(3, 2));
    expect([longer.clips.map(({ take }) => take), longer.warnings]).toEqual([[1, 1, 2], []]);
    const alone = only(FilmRequested, ...facts, changed(2, { kind: 'keep', scenes: [2] }));
    expect(alone.clips.map(({ take }) => take)).toEqual([1, 1, 1]);
  });

  it('is tried again when the person resumes', () => {
    expect(only(SceneRequested, ...facts, changed(2, { kind: 'resume' }))).toMatchObject({
      scene: 2,
      take: 3,
    });
  });

  it('keeps the older clip by itself where the job does not ask, and says so', () => {
    const going = [requested(), ...facts.slice(1)];
    expect(evolve(after(...going), delivered(1))).toEqual(after(...going));
    const made = only(FilmRequested, ...going);
    expect(made.clips.map(({ take }) => take)).toEqual([1, 1, 1]);
    expect(made.warnings).toEqual([
      {
        code: 'older-take-kept',
        scene: 2,
        detail: expect.stringMatching(/^take 1 stays.*take 2: moderated/),
      },
    ]);
  });

  it('tells both what a failed take cost and that the older clip stays', () => {
    const paid = failed(2, 2, 'provider-failed', { costUsd: 0.6 });
    const { warnings } = only(FilmRequested, requested(), ...facts.slice(1, -1), paid);
    expect(warnings?.map(({ code, scene }) => [code, scene])).toEqual([
      ['take-lost', 2],
      ['older-take-kept', 2],
    ]);
  });
});
