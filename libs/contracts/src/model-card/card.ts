import { z } from 'zod';
import { usdSchema } from '../money.js';
import { aspectSchema, modelIdSchema, qualitySchema } from '../settings.js';

const inputNameSchema = z.string().regex(/^[a-z][a-z0-9_]*$/, 'the name of an input of the model');
const inputValueSchema = z.union([z.string(), z.number(), z.boolean()]);

/** One size the model renders, and what to say to get it. */
const renderingSchema = z.strictObject({
  aspect: aspectSchema,
  quality: qualitySchema,
  /** Size of the picture that comes out, in pixels. */
  width: z.int().positive(),
  height: z.int().positive(),
  /** Clip lengths the model allows at this size, in seconds, ascending. */
  seconds: z
    .array(z.number().positive().max(60))
    .min(1)
    .refine((all) => all.every((length, at) => at === 0 || length > (all[at - 1] ?? 0)), 'must ascend'),
  /** Inputs that choose this size, exactly as the model wants them. */
  inputs: z.record(inputNameSchema, inputValueSchema),
});
/** See {@link modelCardSchema}. */
export type Rendering = z.infer<typeof renderingSchema>;

const priceSchema = z.strictObject({
  /** First day this price holds, ISO date. */
  from: z.iso.date(),
  /** US dollars for one second of video without and with sound. */
  usdPerSecond: z.strictObject({ silent: usdSchema, sound: usdSchema }),
  /** Where the price was read. */
  source: z.string().min(1),
});

/**
 * What a hosted video model can do, what its inputs are called and what it costs. One JSON file in `parameters/`;
 * a new model is a new file and no code.
 */
export const modelCardSchema = z
  .strictObject({
    $schema: z.string().optional(),
    id: modelIdSchema,
    /** Name for people. */
    name: z.string().min(1).max(60),
    /** Only Replicate is spoken so far. */
    provider: z.literal('replicate'),
    /** The provider's name of the model: `owner/name`. */
    model: z.string().regex(/^[a-z0-9-]+\/[a-z0-9._-]+$/, 'owner/name'),
    recommended: z.boolean(),
    /** What our words are called among the model's inputs; a missing word is something the model cannot do. */
    inputs: z.strictObject({
      prompt: inputNameSchema,
      seconds: inputNameSchema,
      audio: inputNameSchema.optional(),
      startImage: inputNameSchema.optional(),
      endImage: inputNameSchema.optional(),
    }),
    /** Inputs that are always sent as they stand here. */
    constants: z.record(inputNameSchema, inputValueSchema),
    /** Longest prompt the model takes, in characters. */
    promptMaxCharacters: z.int().positive(),
    /** `optional`: can be switched; `always`: every clip has sound; `never`: clips are mute. */
    sound: z.enum(['optional', 'always', 'never']),
    renderings: z.array(renderingSchema).min(1),
    /** Prices with the day from which each holds; the newest that has begun counts. */
    prices: z.array(priceSchema).min(1),
    /** How long the provider usually needs: for a clip, and for each second of it, in seconds. */
    typicalWait: z.strictObject({ perClip: z.number().nonnegative(), perSecond: z.number().nonnegative() }),
    /** First day on which the model is no longer offered, ISO date. */
    retiresOn: z.iso.date().optional(),
    /** The card used in place of this one once it is retired. */
    fallback: modelIdSchema.optional(),
    /** When and where these facts were read. */
    reviewed: z.strictObject({ on: z.iso.date(), sources: z.array(z.string().min(1)).min(1) }),
    notes: z.array(z.string()).optional(),
  })
  .refine(({ sound, inputs }) => (sound === 'optional') === (inputs.audio !== undefined), {
    message: 'needs a name exactly when sound is "optional"',
    path: ['inputs', 'audio'],
  })
  .refine(({ retiresOn, fallback }) => retiresOn === undefined || fallback !== undefined, {
    message: 'a model that retires needs a fallback',
    path: ['fallback'],
  })
  .refine(
    ({ renderings }) =>
      new Set(renderings.map(({ aspect, quality }) => `${aspect} ${quality}`)).size === renderings.length,
    { message: 'each aspect and quality may stand once', path: ['renderings'] },
  );

/** See {@link modelCardSchema}. */
export type ModelCard = z.infer<typeof modelCardSchema>;
