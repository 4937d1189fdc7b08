import path from 'node:path';
import {
  aspectSchema,
  filmSize,
  loadCatalogue,
  type ModelCard,
  modelCardSchema,
  type ModelCatalogue,
  qualitySchema,
} from '@kinoline/contracts';
import fc from 'fast-check';

/** A day on which the models of `parameters/` are as the tests say: Sora 2 is retired. */
export const today = new Date('2026-11-22T12:00:00Z');

/** The models that are really there. */
export const realCatalogue: ModelCatalogue = await loadCatalogue(
  path.resolve(import.meta.dirname, '../../../parameters'),
);

const renderings: fc.Arbitrary<ModelCard['renderings']> = fc.uniqueArray(
  fc
    .record({
      aspect: fc.constantFrom(...aspectSchema.options),
      quality: fc.constantFrom(...qualitySchema.options),
      seconds: fc.uniqueArray(fc.integer({ min: 2, max: 20 }), { minLength: 1, maxLength: 4 }),
    })
    .map(({ aspect, quality, seconds }) => ({
      aspect,
      quality,
      ...filmSize(aspect, quality),
      seconds: seconds.toSorted((a, b) => a - b),
      inputs: {},
    })),
  { minLength: 1, maxLength: 5, selector: ({ aspect, quality }) => `${aspect} ${quality}` },
);

const price = fc.double({ min: 0.001, max: 2, noNaN: true });

const card: fc.Arbitrary<Omit<ModelCard, 'id' | 'fallback'>> = fc
  .record({
    name: fc.stringMatching(/^[A-Za-z <&>"{}.0-9]{1,60}$/),
    sound: fc.constantFrom('optional' as const, 'always' as const, 'never' as const),
    startImage: fc.boolean(),
    recommended: fc.boolean(),
    renderings,
    silent: price,
    sounding: price,
  })
  .map(({ name, sound, startImage, silent, sounding, ...rest }) => ({
    ...rest,
    name,
    provider: 'replicate',
    model: 'some/model',
    inputs: {
      prompt: 'prompt',
      seconds: 'duration',
      ...(sound === 'optional' && { audio: 'generate_audio' }),
      ...(startImage && { startImage: 'image' }),
    },
    constants: {},
    promptMaxCharacters: 2000,
    sound,
    prices: [{ from: '2026-01-01', usdPerSecond: { silent, sound: sounding }, source: 'a test' }],
    typicalWait: { perClip: 30, perSecond: 5 },
    reviewed: { on: '2026-11-01', sources: ['a test'] },
  }));

/** Models of all sorts, at least one that is offered; ids as long as they may be. */
export const anyCatalogue: fc.Arbitrary<ModelCatalogue> = fc
  .array(card, { minLength: 1, maxLength: 12 })
  .map((cards) => {
    const idOf = (at: number): string => `m${String(at).padStart(2, '0')}_`.padEnd(41, 'x');
    const complete = cards.map((each, at) =>
      modelCardSchema.parse({
        ...each,
        id: idOf(at),
        // Every third is retired, and followed by the first.
        ...(at % 3 === 2 && { retiresOn: '2026-02-01', fallback: idOf(0) }),
      }),
    );
    return new Map(complete.map((each) => [each.id, each]));
  });
