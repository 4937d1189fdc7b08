import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aspectSchema, jobSettingsSchema, qualitySchema } from '../settings.js';
import {
  BadModelCardError,
  chooseRendering,
  expectedWaitSeconds,
  loadCatalogue,
  type ModelCard,
  modelCardSchema,
  modelInput,
  parseCatalogue,
  planShots,
  priceOf,
  resolveModel,
} from './index.js';

const catalogue = await loadCatalogue(path.resolve(import.meta.dirname, '../../../../parameters'));

function cardOf(id: string): ModelCard {
  const card = catalogue.get(id);
  if (!card) throw new Error(`no card ${id}`);
  return card;
}

const kept = fc.constantFrom(...catalogue.values());

/** Cards nobody wrote yet: any mixture of sizes, lengths, sound and names. */
const invented: fc.Arbitrary<ModelCard> = fc
  .record({
    sound: fc.constantFrom('optional', 'always', 'never'),
    startImage: fc.boolean(),
    promptMaxCharacters: fc.integer({ min: 5, max: 400 }),
    shapes: fc.uniqueArray(
      fc.tuple(fc.constantFrom(...aspectSchema.options), fc.constantFrom(...qualitySchema.options)),
      {
        selector: (pair) => pair.join(),
        minLength: 1,
      },
    ),
    seconds: fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 }),
  })
  .map(({ sound, startImage, promptMaxCharacters, shapes, seconds }) =>
    modelCardSchema.parse({
      ...cardOf('veo_3_1_fast'),
      sound,
      promptMaxCharacters,
      inputs: {
        prompt: 'text',
        seconds: 'length',
        ...(sound === 'optional' ? { audio: 'sound' } : {}),
        ...(startImage ? { startImage: 'first' } : {}),
      },
      renderings: shapes.map(([aspect, quality]) => ({
        aspect,
        quality,
        width: aspect === '9:16' ? 720 : 1280,
        height: aspect === '9:16' ? 1280 : 720,
        seconds: [...seconds].sort((a, b) => a - b),
        inputs: { shape: `${aspect} ${quality}` },
      })),
    }),
  );

const settings = fc.record({
  aspect: fc.constantFrom(...aspectSchema.options),
  quality: fc.constantFrom(...qualitySchema.options),
  audio: fc.boolean(),
  secondsPerScene: fc.integer({ min: 4, max: 16 }),
});

describe('model cards in parameters/', () => {
  it('are the four we offer', () => {
    expect([...catalogue.keys()]).toEqual(['kling_2_5_turbo', 'sora_2', 'veo_3_1', 'veo_3_1_fast']);
  });

  it('never put the frame to start on into the input for the frame to end on', () => {
    const { inputs } = modelInput(cardOf('veo_3_1_fast'), {
      settings: { aspect: '16:9', quality: '720p', audio: true },
      prompt: 'a fox',
      seconds: 8,
      startImage: 'https://media.example/start.png',
    });
    expect(inputs).toEqual({
      prompt: 'a fox',
      duration: 8,
      aspect_ratio: '16:9',
      resolution: '720p',
      generate_audio: true,
      image: 'https://media.example/start.png',
    });
  });

  it('speak each model in its own words', () => {
    const request = {
      settings: { aspect: '9:16', quality: '1080p', audio: true },
      prompt: 'a fox',
      seconds: 4,
      startImage: 'data:image/png;base64,AA==',
      endImage: 'data:image/png;base64,BB==',
    } as const;
    expect(modelInput(cardOf('sora_2'), request)).toMatchObject({
      inputs: { prompt: 'a fox', seconds: 4, aspect_ratio: 'portrait', input_reference: request.startImage },
      adaptations: [{ kind: 'upscaled', asked: '1080p', rendered: '720p' }],
    });
    expect(modelInput(cardOf('kling_2_5_turbo'), { ...request, seconds: 5 })).toMatchObject({
      inputs: { prompt: 'a fox', duration: 5, aspect_ratio: '9:16', start_image: request.startImage },
      adaptations: [{ kind: 'sound-missing' }],
    });
  });

  it('render wide and crop where a model has no square, and say 4K is upscaled', () => {
    const { inputs, adaptations } = modelInput(cardOf('veo_3_1'), {
      settings: { aspect: '1:1', quality: '4k', audio: false },
      prompt: 'a fox',
      seconds: 8,
    });
    expect(inputs).toMatchObject({ aspect_ratio: '16:9', resolution: '1080p', generate_audio: false });
    expect(adaptations).toEqual([
      { kind: 'cropped', asked: '1:1', rendered: '16:9' },
      { kind: 'upscaled', asked: '4k', rendered: '1080p' },
    ]);
  });

  it('name a size that is no quality of ours by its short side', () => {
    const settings = { aspect: '1:1', quality: '1080p', audio: false } as const;
    const { adaptations } = modelInput(cardOf('kling_2_5_turbo'), { settings, prompt: 'a fox', seconds: 5 });
    expect(adaptations).toEqual([{ kind: 'downscaled', asked: '1080p', rendered: '1440p' }]);
  });
});

describe('modelInput', () => {
  it('gives only inputs the card names, with values the card allows, whatever is asked', () => {
    fc.assert(
      fc.property(
        fc.oneof(kept, invented),
        settings,
        fc.string({ minLength: 1, unit: 'grapheme', maxLength: 600 }),
        fc.integer({ min: 1, max: 60 }),
        fc.boolean(),
        (card, chosen, prompt, seconds, withImage) => {
          const { inputs, expected } = modelInput(card, {
            settings: chosen,
            prompt,
            seconds,
            ...(withImage ? { startImage: 'https://a.example/1.png' } : {}),
          });
          const rendering = chooseRendering(card, chosen);
          const named = new Set([
            ...Object.keys(card.constants),
            ...Object.keys(rendering.inputs),
            ...Object.values(card.inputs),
          ]);
          for (const name of Object.keys(inputs)) expect(named).toContain(name);
          expect(rendering.seconds).toContain(inputs[card.inputs.seconds]);
          const sent = inputs[card.inputs.prompt];
          expect(typeof sent === 'string' && sent.length > 0 && sent.length <= card.promptMaxCharacters).toBe(
            true,
          );
          expect(prompt.startsWith(String(sent))).toBe(true);
          expect(inputs).toMatchObject(rendering.inputs);
          expect(expected.seconds).toBe(inputs[card.inputs.seconds]);
        },
      ),
    );
  });

  it('tells every difference between what was asked and what comes out', () => {
    fc.assert(
      fc.property(fc.oneof(kept, invented), settings, (card, chosen) => {
        const { adaptations, expected } = modelInput(card, { settings: chosen, prompt: 'x', seconds: 4 });
        const kinds = adaptations.map(({ kind }) => kind);
        expect(kinds.includes('cropped')).toBe(chooseRendering(card, chosen).aspect !== chosen.aspect);
        expect(kinds.includes('sound-missing')).toBe(chosen.audio && !expected.audio);
        expect(kinds.includes('sound-removed')).toBe(!chosen.audio && expected.audio);
        expect(kinds.includes('seconds-changed')).toBe(expected.seconds !== 4);
      }),
    );
  });
});

describe('planShots', () => {
  it('uses only lengths the model allows, as few shots as possible, and says what it changed', () => {
    fc.assert(
      fc.property(fc.oneof(kept, invented), settings, (card, chosen) => {
        const allowed = chooseRendering(card, chosen).seconds;
        const { seconds, adaptations } = planShots(card, chosen);
        const total = seconds.reduce((a, b) => a + b, 0);
        for (const each of seconds) expect(allowed).toContain(each);
        expect(seconds.length).toBe(Math.max(1, Math.ceil(chosen.secondsPerScene / allowed.at(-1)!)));
        expect(adaptations.some(({ kind }) => kind === 'seconds-changed')).toBe(
          total !== chosen.secondsPerScene,
        );
        expect(adaptations.some(({ kind }) => kind === 'split-into-shots')).toBe(seconds.length > 1);
      }),
    );
  });

  it.each([
    ['veo_3_1_fast', 4, [4]],
    ['veo_3_1_fast', 5, [4]],
    ['veo_3_1_fast', 12, [6, 6]],
    ['veo_3_1_fast', 16, [8, 8]],
    ['kling_2_5_turbo', 4, [5]],
    ['kling_2_5_turbo', 16, [10, 5]],
    ['sora_2', 16, [8, 8]],
  ])('%s, %d seconds: %j', (id, secondsPerScene, expected) => {
    expect(planShots(cardOf(id), { aspect: '16:9', quality: '720p', secondsPerScene }).seconds).toEqual(
      expected,
    );
  });
});

describe('price', () => {
  it('follows the day, the length and the sound', () => {
    const card = modelCardSchema.parse({
      ...cardOf('veo_3_1_fast'),
      prices: [
        { from: '2026-06-01', usdPerSecond: { silent: 0.2, sound: 0.3 }, source: 'a test' },
        { from: '2026-01-01', usdPerSecond: { silent: 0.1, sound: 0.15 }, source: 'a test' },
      ],
    });
    expect(priceOf(card, { seconds: 8, audio: true, on: new Date('2026-05-31T23:59:59Z') })).toBe(1.2);
    expect(priceOf(card, { seconds: 8, audio: false, on: new Date('2026-06-01T00:00:00Z') })).toBe(1.6);
    expect(priceOf(card, { seconds: 8, audio: false, on: new Date('2020-01-01T00:00:00Z') })).toBe(0.8);
    expect(expectedWaitSeconds(card, 8)).toBe(70);
  });
});

describe('resolveModel', () => {
  it('replaces a retired model from its last day on and says so', () => {
    expect(resolveModel(catalogue, 'sora_2', new Date('2026-09-23T23:59:59Z'))).toMatchObject({
      card: { id: 'sora_2' },
      adaptations: [],
    });
    expect(resolveModel(catalogue, 'sora_2', new Date('2026-09-24T00:00:00Z'))).toMatchObject({
      card: { id: 'veo_3_1_fast' },
      adaptations: [{ kind: 'model-replaced', asked: 'sora_2', given: 'veo_3_1_fast', because: 'retired' }],
    });
  });

  it('does not know what has no card', () => {
    expect(resolveModel(catalogue, 'veo_9', new Date())).toBeUndefined();
  });
});

describe('a bad card', () => {
  const good = JSON.stringify(cardOf('veo_3_1_fast'));

  it.each([
    [{}, /no model card/],
    [{ veo_3_1_fast: '{' }, /veo_3_1_fast\.json is not JSON/],
    [{ other: good }, /other\.json: id: must be the file's name/],
    [{ veo_3_1_fast: good }, /fallback: there is no card kling_2_5_turbo/],
    [{ veo_3_1_fast: good.replace('"duration"', '7') }, /veo_3_1_fast\.json: inputs\.seconds/],
    [{ veo_3_1_fast: good.replace('"optional"', '"never"') }, /inputs\.audio: needs a name exactly when/],
    [
      {
        veo_3_1_fast: good,
        kling_2_5_turbo: JSON.stringify({ ...cardOf('kling_2_5_turbo'), fallback: 'veo_3_1_fast' }),
      },
      /leads in a circle/,
    ],
  ])('%#: names the file and what is wrong', (files, message) => {
    const read = (): unknown => parseCatalogue(files);
    expect(read).toThrow(BadModelCardError);
    expect(read).toThrow(message);
  });

  it('says which setting names the folder when it cannot be read', async () => {
    await expect(loadCatalogue('/nowhere/at/all')).rejects.toThrow(/PARAMETERS_DIR/);
  });

  it('accepts settings a person may choose and no others', () => {
    const chosen = {
      model: 'veo_3_1',
      quality: '4k',
      aspect: '1:1',
      secondsPerScene: 16,
      scenes: 20,
      audio: true,
      mode: 'chain',
    };
    expect(jobSettingsSchema.safeParse(chosen).success).toBe(true);
    expect(jobSettingsSchema.safeParse({ ...chosen, scenes: 0 }).success).toBe(false);
    expect(jobSettingsSchema.safeParse({ ...chosen, scenes: 500 }).success).toBe(false);
    expect(jobSettingsSchema.safeParse({ ...chosen, secondsPerScene: 3 }).success).toBe(false);
    expect(jobSettingsSchema.safeParse({ ...chosen, model: '../x' }).success).toBe(false);
  });
});
