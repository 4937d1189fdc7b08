import { z } from 'zod';
import { adaptationSchema } from '../adaptation.js';
import { cutScopeSchema } from '../cut/scope.js';
import { warningSchema } from '../failure.js';
import { cutNumberSchema, jobIdSchema, revisionSchema } from '../ids.js';
import { defineMessage } from '../message.js';
import { usdSchema } from '../money.js';
import { jobSettingsSchema } from '../settings.js';
import { storyboardSchema } from '../storyboard.js';

/**
 * The job has a (new revision of its) storyboard: it was planned, edited, or changed after its approval. Said by the
 * planner, heard by the gateway.
 */
export const ScenesPlanned = defineMessage({
  name: 'ScenesPlanned',
  type: 'video.scenes.planned',
  version: 2,
  identity: ['jobId', 'revision'],
  data: z.strictObject({
    jobId: jobIdSchema,
    revision: revisionSchema,
    /** The cut that is made by it: 1, and one more with every change to an approved job. */
    cut: cutNumberSchema,
    /** Missing: the cut makes a take of every scene, and none is left out. */
    scope: cutScopeSchema.optional(),
    storyboard: storyboardSchema,
    /** The settings in force: the model may have been replaced. */
    settings: jobSettingsSchema,
    adaptations: z.array(adaptationSchema),
    warnings: z.array(warningSchema),
    /** In US dollars and seconds. After a change it is about the change; a refused one leaves it as it was. */
    estimate: z.strictObject({
      /** Price of one take of every scene; after a change of every scene that its cut makes, clips that stay are paid. */
      costUsd: usdSchema,
      /** Length of the film, with the clips that stay and without what is left out. */
      filmSeconds: z.number().positive(),
      /** How long the provider usually needs for all scenes that are made, in this mode. */
      waitSeconds: z.number().nonnegative(),
    }),
    /** Who made the plan and what it cost. */
    plannedBy: z.strictObject({
      /** The language model's name, or `rules`. */
      planner: z.string().max(100),
      inputTokens: z.int().nonnegative(),
      outputTokens: z.int().nonnegative(),
    }),
  }),
});
