import { z } from 'zod';

/**
 * What had to be adapted because the chosen model cannot do what was asked. Data instead of text: the chat words it
 * in the person's language.
 */
export const adaptationSchema = z.discriminatedUnion('kind', [
  /** The model is retired or missing; another one is used. */
  z.strictObject({
    kind: z.literal('model-replaced'),
    asked: z.string(),
    given: z.string(),
    because: z.enum(['retired', 'missing']),
  }),
  /** The scene is made in another length, in seconds. */
  z.strictObject({ kind: z.literal('seconds-changed'), asked: z.number(), given: z.number() }),
  /** The scene is longer than one clip of the model: it is made of consecutive shots, lengths in seconds. */
  z.strictObject({ kind: z.literal('split-into-shots'), seconds: z.array(z.number()).min(2) }),
  /** The model lacks the shape: rendered in another one and cropped at the end. */
  z.strictObject({ kind: z.literal('cropped'), asked: z.string(), rendered: z.string() }),
  /** The model lacks the size: rendered smaller and upscaled at the end. */
  z.strictObject({ kind: z.literal('upscaled'), asked: z.string(), rendered: z.string() }),
  /** The model only renders larger: scaled down at the end. */
  z.strictObject({ kind: z.literal('downscaled'), asked: z.string(), rendered: z.string() }),
  /** The model has no sound: the film gets a silent track. */
  z.strictObject({ kind: z.literal('sound-missing') }),
  /** The model always makes sound: it is taken out at the end. */
  z.strictObject({ kind: z.literal('sound-removed') }),
  /** The prompt was longer than the model takes, in characters. */
  z.strictObject({ kind: z.literal('prompt-shortened'), asked: z.int(), given: z.int() }),
  /** The model takes no start image: the scene cannot continue the one before. */
  z.strictObject({ kind: z.literal('start-image-unsupported') }),
]);
/** See {@link adaptationSchema}. */
export type Adaptation = z.infer<typeof adaptationSchema>;
