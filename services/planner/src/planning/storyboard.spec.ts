import { type ModelCatalogue, storyboardSchema } from '@kinoline/contracts';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { projectCatalogue } from '../../test/fakes.js';
import { request } from '../../test/facts.js';
import type { Script } from '../script.js';
import { admit, type AdmittedJob } from './admission.js';
import { revise } from './revise.js';
import { scriptWarnings, storyboardOf } from './storyboard.js';

const on = new Date('2026-11-20T12:00:00Z');
let catalogue: ModelCatalogue;

beforeAll(async () => {
  catalogue = await projectCatalogue();
});

const script: Script = {
  scenes: [
    { draft: 'Fox wakes', prompt: 'A red fox wakes', seam: 'continuous', opening: 'dark', closing: 'eyes' },
    { draft: 'Fox runs', prompt: 'Fox runs', seam: 'continuous', notRewritten: 'empty' },
  ],
  continuity: { characters: 'fox', place: 'lake', light: 'dawn', style: 'ink', camera: 'still' },
  writtenBy: 'scripted-1',
  usage: { inputTokens: 1, outputTokens: 1 },
  adaptations: [],
};

function job(secondsPerScene: number, changes: Partial<AdmittedJob['card']['inputs']> = {}): AdmittedJob {
  const settings = { ...request().settings, scenes: 2, secondsPerScene };
  const admission = admit(catalogue, { settings }, on);
  if ('refusal' in admission) throw new Error(admission.refusal.detail);
  const { card } = admission;
  return { ...admission, card: { ...card, inputs: { ...card.inputs, ...changes } } };
}

describe('storyboardOf', () => {
  it('lays one shot a scene', () => {
    const { scenes, continuity } = storyboardSchema.parse(storyboardOf(script, job(4)));
    expect(continuity).toEqual(script.continuity);
    expect(scenes.map(({ scene, beat, seam, prompt }) => [scene, beat, seam, prompt])).toEqual([
      [1, 1, 'cut', 'A red fox wakes'],
      [
        2,
        2,
        'continuous',
        'Fox runs. The light, unless told otherwise: dawn. The place, unless told otherwise: lake.',
      ],
    ]);
    expect(scenes[1]?.draft).toBe('Fox runs');
  });

  it('lays a long scene in shots that continue each other', () => {
    const { scenes } = storyboardSchema.parse(storyboardOf(script, job(16)));
    expect(scenes.map(({ scene, beat, seam, seconds }) => [scene, beat, seam, seconds])).toEqual([
      [1, 1, 'cut', 8],
      [2, 1, 'continuous', 8],
      [3, 2, 'continuous', 8],
      [4, 2, 'continuous', 8],
    ]);
    expect(scenes[0]).toMatchObject({ opening: 'dark', draft: 'Fox wakes' });
    expect(scenes[0]?.closing).toBeUndefined();
    expect(scenes[1]).toMatchObject({ closing: 'eyes' });
    expect(scenes[0]?.prompt).toMatch(/^A red fox wakes\. This is part 1 of 2/);
    expect(scenes[1]?.prompt).toMatch(/^A red fox wakes\. This is part 2 of 2/);
  });

  it('cuts everywhere when the model takes no start image', () => {
    const { scenes } = storyboardOf(script, job(16, { startImage: undefined }));
    expect(scenes.map(({ seam }) => seam)).toEqual(['cut', 'cut', 'cut', 'cut']);
  });
});

describe('scriptWarnings', () => {
  it('names the shot at which a scene begins that was not rewritten', () => {
    expect(scriptWarnings(script, job(16))).toEqual([
      { code: 'scene-not-rewritten', scene: 3, detail: 'empty' },
    ]);
  });

  it('tells who did not help', () => {
    const warnings = scriptWarnings(
      { ...script, byRules: 'missing: no key', notConnected: 'cut off' },
      job(4),
    );
    expect(warnings.map(({ code }) => code)).toEqual([
      'planned-by-rules',
      'not-connected',
      'scene-not-rewritten',
    ]);
  });
});

describe('revise', () => {
  const plan = () => {
    const admission = job(4);
    return {
      storyboard: storyboardOf(script, admission),
      settings: admission.settings,
      adaptations: [],
      warnings: [],
      estimate: admission.estimate,
      plannedBy: { planner: 'scripted-1', inputTokens: 1, outputTokens: 1 },
    };
  };

  it('fits an edit to the model and prices it again', () => {
    const before = plan();
    const [first] = before.storyboard.scenes;
    const edited = { scenes: [{ ...first!, seconds: 7, prompt: 'A bear wakes' }] };
    expect(revise(before, edited, { catalogue, budgetUsd: 5, on })).toMatchObject({
      storyboard: { scenes: [{ prompt: 'A bear wakes', seconds: 6 }] },
      adaptations: [{ kind: 'seconds-changed', asked: 7, given: 6 }],
      estimate: { costUsd: 0.9, filmSeconds: 6 },
    });
  });

  it('carries the continuity sheet into the words of a person, once, and into their prompt only', () => {
    const before = plan();
    const { scenes, continuity } = before.storyboard;
    const sheet = { ...continuity!, characters: 'A small red fox with a blue scarf' };
    const words = { prompt: 'A bear', draft: 'A bear', seam: 'continuous' as const, seconds: 4 };
    const edited = { scenes: [scenes[0]!, { ...words, scene: 2, beat: 2 }], continuity: sheet };
    const about = { catalogue, budgetUsd: 5, on };
    const { storyboard, ...rest } = revise(before, edited, about);
    expect(storyboard.scenes[1]).toMatchObject({
      prompt: expect.stringMatching(
        /^A bear\. Characters, when seen, .*: A small red fox with a blue scarf\./,
      ),
      draft: 'A bear',
    });
    expect(storyboard.continuity).toEqual(sheet);
    expect(revise({ storyboard, ...rest }, storyboard, about).storyboard).toEqual(storyboard);
  });

  it('leaves the plan as it was when the edit breaks the budget, and says so', () => {
    const before = plan();
    const edited = {
      scenes: before.storyboard.scenes.map((scene) => ({ ...scene, seconds: 8, prompt: 'dearer' })),
    };
    const after = revise(before, edited, { catalogue, budgetUsd: 1.3, on });
    expect(after.storyboard).toEqual(before.storyboard);
    expect(after.warnings).toEqual([
      { code: 'edit-refused', reason: 'over-budget', detail: expect.stringMatching(/2\.40 USD.*1\.30 USD/) },
    ]);
    const again = revise(after, before.storyboard, { catalogue, budgetUsd: 1.3, on });
    expect(again.warnings).toEqual([]);
  });

  it('prices a scene by its own model, and refuses one that is not known', () => {
    const before = plan();
    const edited = (model: string) => ({
      scenes: before.storyboard.scenes.map((scene, at) => (at === 0 ? { ...scene, model } : scene)),
    });
    const other = revise(before, edited('kling_2_5_turbo'), { catalogue, budgetUsd: 5, on });
    expect(other.storyboard.scenes[0]).toMatchObject({ model: 'kling_2_5_turbo', seconds: 5 });
    expect(other.estimate.costUsd).toBe(0.95);
    const unknown = revise(before, edited('imagined_9'), { catalogue, budgetUsd: 5, on });
    expect(unknown.warnings).toMatchObject([
      { code: 'edit-refused', reason: 'model-gone', detail: expect.stringContaining('imagined_9') },
    ]);
  });

  it('refuses an edit when the model has retired since', () => {
    const before = { ...plan(), settings: { ...request().settings, model: 'sora_2' } };
    const after = revise(before, before.storyboard, { catalogue, budgetUsd: undefined, on });
    expect(after.warnings).toMatchObject([{ code: 'edit-refused', reason: 'model-gone' }]);
  });
});
