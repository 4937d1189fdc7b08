import { z } from 'zod';
import { sceneNumberSchema } from './ids.js';
import { modelIdSchema } from './settings.js';

/** How a scene joins the one before: starting on its last frame, or with a new picture. */
export const seamKindSchema = z.enum(['continuous', 'cut']);
/** See {@link seamKindSchema}. */
export type SeamKind = z.infer<typeof seamKindSchema>;

/** Longest prompt of one scene, in characters. */
export const scenePromptMaxCharacters = 3000;

/** One planned piece of the film, rendered by one prediction. */
export const plannedSceneSchema = z.strictObject({
  scene: sceneNumberSchema,
  /** Number of the scene the person counts, from 1: consecutive shots of one long scene share it. */
  beat: sceneNumberSchema,
  /** What the model is told: the words of the scene, with what they lack of the continuity sheet. */
  prompt: z.string().trim().min(1).max(scenePromptMaxCharacters),
  /** What people read and edit: what the splitter wrote before the connector pass, or a person instead. */
  draft: z.string().trim().min(1).max(scenePromptMaxCharacters),
  /** Length asked of the model, in seconds. */
  seconds: z.number().positive().max(60),
  /** Another model than the job's, which the person chose for this scene. */
  model: modelIdSchema.optional(),
  /** How it joins the scene before; the first scene is a cut. */
  seam: seamKindSchema,
  /** The picture the scene opens on, in words. */
  opening: z.string().max(1000).optional(),
  /** The picture the scene closes on, in words. */
  closing: z.string().max(1000).optional(),
});
/** See {@link plannedSceneSchema}. */
export type PlannedScene = z.infer<typeof plannedSceneSchema>;

/** What stays the same through the film, in words. */
export const continuitySheetSchema = z.strictObject({
  characters: z.string().max(2000),
  place: z.string().max(1000),
  light: z.string().max(1000),
  style: z.string().max(1000),
  camera: z.string().max(1000),
});
/** See {@link continuitySheetSchema}. */
export type ContinuitySheet = z.infer<typeof continuitySheetSchema>;

/** Most scenes (shots counted one by one) of a storyboard. */
export const storyboardMaxScenes = 100;

/** The job's plan: ordered scenes, numbered from 1 without gaps, the first opening with a cut. */
export const storyboardSchema = z
  .strictObject({
    scenes: z.array(plannedSceneSchema).min(1).max(storyboardMaxScenes),
    /** Missing when the connector pass failed or was not possible. */
    continuity: continuitySheetSchema.optional(),
  })
  .refine(({ scenes }) => scenes.every((planned, at) => planned.scene === at + 1), {
    message: 'scenes must be numbered 1, 2, 3 … in order',
  })
  .refine(({ scenes }) => scenes[0]?.seam === 'cut', {
    message: 'the first scene has nothing to continue: its seam is a cut',
  });
/** See {@link storyboardSchema}. */
export type Storyboard = z.infer<typeof storyboardSchema>;
