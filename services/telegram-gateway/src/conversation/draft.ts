import { jobSettingsSchema, promptSchema, usdSchema } from '@kinoline/contracts';
import { z } from 'zod';
import { pictureSchema } from '../media/picture.js';

/** The steps of choosing a film, in their order; the last one is the card that is accepted. */
export const filmSteps = ['model', 'look', 'prompt', 'seconds', 'scenes', 'summary'] as const;
/** See {@link filmSteps}. */
export type FilmStep = (typeof filmSteps)[number];

/** The film a person is putting together. */
export const draftSchema = z.strictObject({
  /** What is chosen so far; what is not, is proposed. */
  settings: jobSettingsSchema,
  prompt: promptSchema.optional(),
  /** When the prompt was written, in seconds since 1970. */
  promptAt: z.int().optional(),
  /** The picture the film starts on. */
  picture: pictureSchema.optional(),
  /** The album that the picture stands in, and where: only its first picture counts. */
  album: z.strictObject({ id: z.string(), place: z.int() }).optional(),
  /** Whether finished takes of other films may not be reused. */
  fresh: z.boolean(),
  /** What the person said the film may cost at most, in US dollars. */
  mostUsd: usdSchema.optional(),
  /** The step that is shown. */
  step: z.enum(filmSteps),
  /** Whether one thing is being changed: after it comes the card again, not the next step. */
  changing: z.boolean(),
  /** A text that came at another moment, or is too long for a prompt: the person says what becomes of it. */
  aside: z
    .strictObject({
      kind: z.enum(['more', 'too-long']),
      text: z.string().min(1),
      /** When it was written, in seconds since 1970. */
      at: z.int(),
    })
    .optional(),
});
/** See {@link draftSchema}. */
export type Draft = z.infer<typeof draftSchema>;
