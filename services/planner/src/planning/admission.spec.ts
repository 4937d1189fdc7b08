import { jobSettingsSchema, type ModelCatalogue, parseCatalogue } from '@kinoline/contracts';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { projectCatalogue } from '../../test/fakes.js';
import { request } from '../../test/facts.js';
import { admit, type AdmittedJob, type Refusal } from './admission.js';

const on = new Date('2026-11-20T12:00:00Z');
let catalogue: ModelCatalogue;

beforeAll(async () => {
  catalogue = await projectCatalogue();
});

const { settings } = request();

function admitted(changes: Partial<typeof settings>, budgetUsd?: number): AdmittedJob {
  const given = { settings: jobSettingsSchema.parse({ ...settings, ...changes }), budgetUsd };
  const admission = admit(catalogue, given, on);
  if ('refusal' in admission) throw new Error(admission.refusal.detail);
  return admission;
}

function refusal(changes: Partial<typeof settings>, budgetUsd?: number) {
  const admission = admit(catalogue, { settings: { ...settings, ...changes }, budgetUsd }, on);
  return 'refusal' in admission ? admission.refusal : undefined;
}

describe('admit', () => {
  it('prices a job before a word of it is written', () => {
    expect(admitted({})).toMatchObject({
      shots: [4],
      adaptations: [],
      estimate: { costUsd: 1.8, filmSeconds: 12, waitSeconds: 150 },
      promptMaxCharacters: 3000,
    });
  });

  it('plans long scenes in shots', () => {
    const { shots, estimate, adaptations } = admitted({ secondsPerScene: 16 });
    expect(shots).toEqual([8, 8]);
    expect(estimate.filmSeconds).toBe(48);
    expect(adaptations).toEqual([{ kind: 'split-into-shots', seconds: [8, 8] }]);
  });

  it('tells everything the model cannot do', () => {
    const job = admitted({ model: 'kling_2_5_turbo', quality: '4k', audio: true, secondsPerScene: 6 });
    expect(job.adaptations.map(({ kind }) => kind).sort()).toEqual([
      'seconds-changed',
      'sound-missing',
      'upscaled',
    ]);
    expect(job.promptMaxCharacters).toBe(2500);
  });

  it('refuses a film of more clips than a storyboard holds', () => {
    const card = JSON.stringify({ ...catalogue.get('kling_2_5_turbo'), fallback: undefined });
    const short = card.replaceAll('"seconds":[5,10]', '"seconds":[2]');
    const brief = parseCatalogue({ kling_2_5_turbo: short });
    const asked = { ...settings, model: 'kling_2_5_turbo', scenes: 20, secondsPerScene: 16 };
    const { refusal: refused } = admit(brief, { settings: asked }, on) as { refusal: Refusal };
    expect(refused.code).toBe('bad-request');
    expect(refused.detail).toContain('160 clips');
  });

  it('replaces a retired model', () => {
    const job = admitted({ model: 'sora_2' });
    expect(job.settings.model).not.toBe('sora_2');
    expect(job.adaptations[0]).toMatchObject({ kind: 'model-replaced', asked: 'sora_2', because: 'retired' });
  });

  it('refuses an unknown model and names the known ones', () => {
    expect(refusal({ model: 'imagined_9' })).toEqual({
      code: 'unknown-model',
      detail: expect.stringMatching(/"imagined_9".*kling_2_5_turbo, sora_2, veo_3_1, veo_3_1_fast/),
    });
  });

  it('refuses a mode that is not built', () => {
    expect(refusal({ mode: 'keyframes' })).toMatchObject({ code: 'mode-not-available' });
  });

  it('refuses what costs more than the budget and names both figures', () => {
    expect(refusal({}, 1.79)).toEqual({
      code: 'over-budget',
      detail: expect.stringMatching(/1\.80 USD.*1\.79 USD/),
    });
    expect(refusal({}, 1.8)).toBeUndefined();
  });

  it('keeps prompts short enough for one message when there are many shots', () => {
    const [card] = [...catalogue.values()];
    const brief = { ...card, id: 'brief', fallback: undefined, renderings: undefined };
    const rendering = { aspect: '16:9', quality: '720p', width: 1280, height: 720, seconds: [1], inputs: {} };
    const files = { brief: JSON.stringify({ ...brief, renderings: [rendering] }) };
    const many = { ...settings, model: 'brief', scenes: 5, secondsPerScene: 16 };
    const job = admit(parseCatalogue(files), { settings: many }, on);
    expect(job).toMatchObject({ shots: { length: 16 }, promptMaxCharacters: 1500 });
  });
});
