import { z } from 'zod';

/** Shape of the film. */
export const aspectSchema = z.enum(['16:9', '9:16', '1:1']);
/** See {@link aspectSchema}. */
export type Aspect = z.infer<typeof aspectSchema>;

/** Size class of the film: the length of its short side (720, 1080, 2160 pixels). */
export const qualitySchema = z.enum(['720p', '1080p', '4k']);
/** See {@link qualitySchema}. */
export type Quality = z.infer<typeof qualitySchema>;

/** How the scenes are connected: `chain` one after the other, `keyframes` all at once between stills. */
export const modeSchema = z.enum(['chain', 'keyframes']);
/** See {@link modeSchema}. */
export type Mode = z.infer<typeof modeSchema>;

/** Id of a model card: the name of its file in `parameters/` without `.json`. */
export const modelIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_]{1,40}$/, 'a model id: lower case, digits and _, for example veo_3_1_fast');
/** See {@link modelIdSchema}. */
export type ModelId = z.infer<typeof modelIdSchema>;

/** Longest prompt a person may write, in characters (a Telegram message holds 4,096). */
export const promptMaxCharacters = 4000;

/** What a person writes. White space around it does not count. */
export const promptSchema = z
  .string()
  .trim()
  .min(1, 'the prompt is empty: say in a sentence what the film shows')
  .max(promptMaxCharacters, `the prompt is longer than ${promptMaxCharacters} characters: shorten it`);

/** Everything a person may choose for a job. */
export const jobSettingsSchema = z.strictObject({
  model: modelIdSchema,
  quality: qualitySchema,
  aspect: aspectSchema,
  /** Length the person asked for each scene, in seconds; a model card may adapt it. */
  secondsPerScene: z
    .int('whole seconds')
    .min(4, 'at least 4 seconds a scene')
    .max(16, 'at most 16 seconds a scene'),
  scenes: z.int('a whole number of scenes').min(1, 'at least 1 scene').max(20, 'at most 20 scenes'),
  /** Whether the film has sound. */
  audio: z.boolean(),
  mode: modeSchema,
});
/** See {@link jobSettingsSchema}. */
export type JobSettings = z.infer<typeof jobSettingsSchema>;

/** Width and height in pixels. */
export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

const shortSide: Record<Quality, number> = { '720p': 720, '1080p': 1080, '4k': 2160 };

/** The size of the film that a person asked for; both sides are even. */
export function filmSize(aspect: Aspect, quality: Quality): PixelSize {
  const side = shortSide[quality];
  const long = (side * 16) / 9;
  switch (aspect) {
    case '16:9':
      return { width: long, height: side };
    case '9:16':
      return { width: side, height: long };
    case '1:1':
      return { width: side, height: side };
  }
}
