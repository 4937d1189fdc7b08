import {
  type Change,
  jobSettingsSchema,
  type ModelCatalogue,
  parseCatalogue,
  storyboardSchema,
} from '@kinoline/contracts';
import { Metrics } from '@kinoline/observability';
import { Logger } from '@nestjs/common';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { omit } from 'es-toolkit/object';
import {
  cancelled,
  changed,
  delivered,
  failed,
  planOf,
  rendered,
  request,
  requested,
} from '../test/facts.js';
import { projectCatalogue, type Reply, ScriptedModel } from '../test/fakes.js';
import { after } from '../test/told.js';
import type { DirectorFact } from './director/index.js';
import { LanguageModelError } from './language-model.js';
import type { Plan } from './plan.js';
import { PlanChangeService, type PlannedJob } from './plan-change.service.js';
import { WriteScriptService } from './write-script.service.js';

const { signal } = new AbortController();
const noKey = new LanguageModelError('missing', 'OPENAI_API_KEY is not set');
let catalogue: ModelCatalogue;

beforeAll(async () => {
  Logger.overrideLogger(false);
  catalogue = await projectCatalogue();
});

const chain3 = planOf(['cut', 'continuous', 'continuous']);
const ready = (plan: Plan = chain3): DirectorFact => ({ name: 'StoryboardReady', data: plan });

function job(...facts: readonly DirectorFact[]): PlannedJob {
  const { plan, ...state } = after(...facts);
  if (!plan) throw new Error('no plan');
  return { ...state, plan };
}

const clips = [rendered(1, 1), rendered(2, 1), rendered(3, 1)];
const film = (plan?: Plan): PlannedJob => job(requested(), ready(plan), ...clips, delivered());

function service(replies: Reply[] = [noKey], models = catalogue) {
  const model = new ScriptedModel(replies);
  return { model, changes: new PlanChangeService(new WriteScriptService(model, new Metrics()), models) };
}

async function planned(
  of: PlannedJob,
  change: Change,
  budgetUsd?: number,
  models?: ModelCatalogue,
): Promise<Plan> {
  const answer = await service([noKey], models).changes.plan(of, change, budgetUsd, signal);
  if ('refused' in answer) throw new Error(answer.refused);
  storyboardSchema.parse(answer.plan.storyboard);
  return answer.plan;
}

/** A film of 96 clips. */
function longFilm(): PlannedJob {
  const many = planOf(['cut', ...Array.from({ length: 95 }, () => 'continuous' as const)]);
  return job(requested(), ready(many), ...clips, cancelled());
}

async function refused(of: PlannedJob, change: Change, budgetUsd?: number, models?: ModelCatalogue) {
  const { changes, model } = service([noKey], models);
  const answer = await changes.plan(of, change, budgetUsd, signal);
  expect(model.questions).toEqual([]);
  return 'refused' in answer ? answer : undefined;
}

const refusal = async (...asked: Parameters<typeof refused>): Promise<string | undefined> =>
  (await refused(...asked))?.refused;

const retake = (...scenes: Extract<Change, { kind: 'retake' }>['scenes']): Change => ({
  kind: 'retake',
  scenes,
});
const extend = (scenes: number): Change => ({
  kind: 'extend',
  prompt: 'It snows. The fox hides.',
  scenes,
});

describe('a scene that is made again', () => {
  it('gets its words and its price; the rest stays as it is', async () => {
    const pictured = {
      ...chain3,
      storyboard: {
        scenes: chain3.storyboard.scenes.map((each) => ({ ...each, opening: 'a', closing: 'b' })),
      },
    };
    const plan = await planned(film(pictured), retake({ scene: 2, prompt: 'A bear runs' }));
    expect(plan.storyboard.scenes[1]).toEqual({
      ...{ scene: 2, beat: 2, prompt: 'A bear runs', draft: 'A bear runs', seconds: 4, seam: 'continuous' },
    });
    expect(plan.storyboard.scenes[0]).toEqual(pictured.storyboard.scenes[0]);
    expect(plan.estimate).toEqual({ costUsd: 0.6, filmSeconds: 12, waitSeconds: 50 });
    expect(plan).not.toHaveProperty('revision');
  });

  it('carries the continuity sheet of the film, also where it is added by rules', async () => {
    const sheet = {
      ...{ characters: 'A small red fox with a blue scarf', style: 'Watercolour, soft edges' },
      ...{ place: 'A frozen lake', light: 'Pale dawn', camera: '' },
    };
    const sheeted = film({ ...chain3, storyboard: { ...chain3.storyboard, continuity: sheet } });
    const { scenes } = (await planned(sheeted, retake({ scene: 2, prompt: 'A bear runs' }))).storyboard;
    expect(scenes[1]).toMatchObject({
      prompt: expect.stringMatching(/^A bear runs\. .*blue scarf\. .*soft edges\. .*dawn\. .*lake\.$/),
      draft: 'A bear runs',
    });
    expect([scenes[0], scenes[2]]).toEqual([chain3.storyboard.scenes[0], chain3.storyboard.scenes[2]]);
    const [added] = (await planned(sheeted, extend(1))).storyboard.scenes.slice(3);
    expect(added?.prompt.split('blue scarf')).toHaveLength(2);
    expect(added?.draft).not.toContain('blue scarf');
  });

  it('is fitted to its own model, and told so', async () => {
    const plan = await planned(film(), retake({ scene: 2, model: 'kling_2_5_turbo' }));
    expect(plan.storyboard.scenes[1]).toMatchObject({
      model: 'kling_2_5_turbo',
      seconds: 5,
      prompt: 'scene 2',
    });
    expect(plan.adaptations).toEqual([{ kind: 'seconds-changed', asked: 4, given: 5 }]);
    expect(plan.estimate).toMatchObject({ costUsd: 0.35, filmSeconds: 13 });
    expect(plan.settings.model).toBe('veo_3_1_fast');
  });

  it('keeps that model the next time, and goes back to the job’s when asked to', async () => {
    const plan = await planned(film(), retake({ scene: 2, model: 'kling_2_5_turbo' }));
    const facts = [requested(), ready(), ...clips, delivered(), changed(1, retake({ scene: 2 }), { plan })];
    const again = job(...facts, rendered(2, 2), delivered(2));
    expect((await planned(again, retake({ scene: 2 }))).storyboard.scenes[1]).toMatchObject({
      model: 'kling_2_5_turbo',
    });
    const back = await planned(again, retake({ scene: 2, model: 'veo_3_1_fast' }));
    expect(back.storyboard.scenes[1]).not.toHaveProperty('model');
    expect(back.storyboard.scenes[1]?.seconds).toBe(4);
  });

  it('is cut in where its model takes no start image', async () => {
    const texts = [...catalogue].map(([id, card]): [string, string] => {
      const inputs = omit(card.inputs, ['startImage']);
      return [id, JSON.stringify(id === 'kling_2_5_turbo' ? { ...card, inputs } : card)];
    });
    const models = parseCatalogue(Object.fromEntries(texts));
    const plan = await planned(film(), retake({ scene: 2, model: 'kling_2_5_turbo' }), undefined, models);
    expect(plan.storyboard.scenes.map(({ seam }) => seam)).toEqual(['cut', 'cut', 'continuous']);
  });

  it('is told as a whole from shot to shot when all its shots get the same words', async () => {
    const shots = chain3.storyboard.scenes.map((each) => ({ ...each, beat: each.scene < 3 ? 1 : 2 }));
    const long = film({ ...chain3, storyboard: { scenes: shots } });
    const words = (scene: number) => ({ scene, prompt: 'A bear runs' });
    const whole = await planned(long, retake(words(1), words(2), words(3)));
    expect(whole.storyboard.scenes.map(({ prompt }) => prompt)).toEqual([
      expect.stringMatching(/^A bear runs\. This is part 1 of 2/),
      expect.stringMatching(/^A bear runs\. This is part 2 of 2/),
      'A bear runs',
    ]);
    const [, second] = (await planned(long, retake(words(2)))).storyboard.scenes;
    expect(second).toMatchObject({ prompt: 'A bear runs', draft: 'A bear runs' });
  });

  it('uses the fallback of a model that has retired, and tells it', async () => {
    const plan = await planned(film(), retake({ scene: 2, model: 'sora_2' }));
    expect(plan.storyboard.scenes[1]?.model).not.toBe('sora_2');
    expect(plan.adaptations[0]).toMatchObject({ kind: 'model-replaced', asked: 'sora_2' });
  });

  it('is refused for an unknown model and an unknown scene', async () => {
    expect(await refusal(film(), retake({ scene: 2, model: 'imagined_9' }))).toMatch(/"imagined_9".*veo_3_1/);
    expect(await refusal(film(), retake({ scene: 2 }, { scene: 7 }))).toBe(
      'there is no scene 7: the film has 3',
    );
  });

  it('is refused after too many takes', async () => {
    const { takes, ...tired } = film();
    const many = takes.map((take) => (take.scene === 2 ? { ...take, take: 97 } : take));
    expect(await refusal({ ...tired, takes: many }, retake({ scene: 2 }))).toMatch(
      /scene 2 was tried too often/,
    );
  });
});

describe('the price of a change', () => {
  it('is what is still to be paid, and counts with what was paid before', async () => {
    expect(await refusal(film(), retake({ scene: 2 }), 2.39)).toMatch(
      /0\.60 USD.*1\.80 USD so far.*2\.39 USD/,
    );
    expect((await planned(film(), retake({ scene: 2 }), 2.4)).estimate.costUsd).toBe(0.6);
  });

  it('is nothing where nothing is made, whatever was spent', async () => {
    const plan = await planned(film(), { kind: 'leave-out', scenes: [3] }, 0.1);
    expect(plan.estimate).toEqual({ costUsd: 0, filmSeconds: 8, waitSeconds: 0 });
  });

  it('is of everything that the job still has to make', async () => {
    const held = job(requested({ whenStuck: 'ask' }), ready(), rendered(1, 1), failed(2, 1, 'moderated'));
    expect((await planned(held, retake({ scene: 2 }))).estimate).toMatchObject({
      costUsd: 1.2,
      filmSeconds: 12,
    });
    expect((await planned(held, { kind: 'leave-out', scenes: [2] })).estimate).toMatchObject({
      ...{ costUsd: 0.6, filmSeconds: 8 },
    });
    expect((await planned(held, { kind: 'finish' })).estimate).toMatchObject({ costUsd: 0, filmSeconds: 4 });
  });
});

describe('a film that goes on', () => {
  const drafts: Reply = () => ({ scenes: [{ text: 'It snows' }, { text: 'The fox hides' }] });
  const connection: Reply = () => ({
    continuity: { characters: 'a bear', place: 'lake', light: 'dawn', style: 'ink', camera: 'still' },
    scenes: [
      { scene: 1, opening: 'a', closing: 'b', seam: 'cut', prompt: 'Snow on the red fox, ink' },
      { scene: 2, opening: 'b', closing: 'c', seam: 'cut', prompt: 'The red fox hides, ink' },
    ],
  });

  it('is written by rules where no model answers: new scenes and beats, the first continuous', async () => {
    const plan = await planned(film(), extend(2));
    expect(plan.storyboard.scenes.slice(3)).toMatchObject([
      { scene: 4, beat: 4, seam: 'continuous', prompt: 'It snows.', seconds: 4 },
      { scene: 5, beat: 5, seam: 'continuous', prompt: 'The fox hides.' },
    ]);
    expect(plan.estimate).toEqual({ costUsd: 1.2, filmSeconds: 20, waitSeconds: 100 });
    expect(plan.warnings).toMatchObject([{ code: 'planned-by-rules' }]);
  });

  it('is written with what it has told so far, and keeps its look', async () => {
    const continuity = { characters: 'red fox', place: 'lake', light: 'dawn', style: 'ink', camera: 'still' };
    const known = film({ ...chain3, storyboard: { ...chain3.storyboard, continuity } });
    const { changes, model } = service([drafts, connection]);
    const answer = await changes.plan(known, extend(2), undefined, signal);
    const plan = 'plan' in answer ? answer.plan : undefined;
    const filmSoFar = { idea: request().prompt, drafts: ['scene 1', 'scene 2', 'scene 3'], continuity };
    for (const { material, instructions } of model.questions) {
      expect(JSON.parse(material)).toMatchObject({ idea: 'It snows. The fox hides.', filmSoFar });
      expect(instructions).toContain('filmSoFar');
    }
    expect(plan?.storyboard.continuity).toEqual(continuity);
    expect(plan?.storyboard.scenes.map(({ seam }) => seam).slice(3)).toEqual(['continuous', 'cut']);
    expect(plan?.storyboard.scenes[4]).toMatchObject({
      draft: 'The fox hides',
      prompt: 'The red fox hides, ink',
    });
    expect(plan?.plannedBy).toEqual({ planner: 'scripted-1', inputTokens: 20, outputTokens: 10 });
  });

  it('does not go on from what was stopped before it was made', async () => {
    const longer = planOf(['cut', 'continuous', 'continuous', 'continuous']);
    const more = changed(1, extend(1), { plan: longer });
    const stopped = job(requested(), ready(), ...clips, delivered(), more, cancelled(2));
    const { changes, model } = service([drafts, connection]);
    const answer = await changes.plan(stopped, extend(2), undefined, signal);
    expect(model.questions.map(({ material }) => JSON.parse(material) as unknown)).toMatchObject([
      { filmSoFar: { drafts: ['scene 1', 'scene 2', 'scene 3'] } },
      { filmSoFar: { drafts: ['scene 1', 'scene 2', 'scene 3'] } },
    ]);
    expect('plan' in answer && answer.plan.estimate).toMatchObject({ costUsd: 1.2, filmSeconds: 20 });
  });

  it('is laid out in shots as the job’s other scenes', async () => {
    const settings = jobSettingsSchema.parse({ ...chain3.settings, secondsPerScene: 16 });
    const plan = await planned(film({ ...chain3, settings }), extend(1));
    expect(plan.storyboard.scenes.slice(3)).toMatchObject([
      { scene: 4, beat: 4, seconds: 8, seam: 'continuous' },
      { scene: 5, beat: 4, seconds: 8, seam: 'continuous' },
    ]);
  });

  it('is refused without asking a model when it is too dear or too long', async () => {
    expect(await refusal(film(), extend(2), 2.9)).toMatch(/1\.20 USD/);
    expect(await refusal(longFilm(), extend(5))).toMatch(/101 clips, a film has at most 100/);
  });
});

describe('a refusal', () => {
  it('has a name where the person can do something about it', async () => {
    expect(await refused(film(), retake({ scene: 2, model: 'imagined_9' }))).toMatchObject({
      reason: 'model-gone',
    });
    expect(await refused(film(), extend(2), 2.9)).toMatchObject({ reason: 'over-budget' });
    expect(await refused(longFilm(), extend(5))).toMatchObject({ reason: 'too-many-scenes' });
    expect(await refused(film(), { kind: 'resume' })).not.toHaveProperty('reason');
  });
});

describe('a change that changes nothing', () => {
  it('is refused', async () => {
    for (const kind of ['resume', 'finish'] as const) {
      expect(await refusal(film(), { kind })).toMatch(/the film would stay as it is/);
    }
    const nothing = job(requested({ whenStuck: 'ask' }), ready(), failed(1, 1, 'moderated'));
    expect(await refusal(nothing, { kind: 'finish' })).toMatch(/no scene would be left/);
    expect(await refusal(film(), { kind: 'leave-out', scenes: [1, 2, 3] })).toMatch(/no scene would be left/);
  });

  it('is refused of a storyboard that was never approved, but for its resumption', async () => {
    const waiting = job(requested({ approval: true }), ready(), cancelled());
    expect(await refusal(waiting, retake({ scene: 1 }))).toMatch(/never approved/);
    expect((await planned(waiting, { kind: 'resume' })).estimate.costUsd).toBe(1.8);
  });

  it('does not count the same film that was called off or failed', async () => {
    const lost = job(requested(), ready(), ...clips, cancelled());
    expect((await planned(lost, { kind: 'resume' })).estimate.costUsd).toBe(0);
  });
});
