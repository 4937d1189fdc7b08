import { z } from 'zod';
import { cutNumberSchema, jobIdSchema, revisionSchema, sceneNumberSchema, takeNumberSchema } from '../ids.js';
import { mediaRefSchema } from '../media-ref.js';
import { defineMessage } from '../message.js';
import { usdSchema } from '../money.js';
import { requesterSchema } from '../requester.js';
import { jobSettingsSchema } from '../settings.js';
import { plannedSceneSchema } from '../storyboard.js';

/** A take of a scene is wanted, and may be paid for. Said by the planner, heard by the generator. */
export const SceneRequested = defineMessage({
  name: 'SceneRequested',
  type: 'video.scene.requested',
  version: 2,
  identity: ['jobId', 'scene', 'take'],
  data: z.strictObject({
    jobId: jobIdSchema,
    scene: sceneNumberSchema,
    take: takeNumberSchema,
    revision: revisionSchema,
    /** The cut it is wanted for. */
    cut: cutNumberSchema,
    requester: requesterSchema,
    settings: jobSettingsSchema,
    planned: plannedSceneSchema,
    /** The picture the clip starts on: the scene before's last frame at a continuous seam. */
    startFrame: mediaRefSchema.optional(),
    /** The picture the clip ends on, where the model can: the next scene's first frame when that one stays as it is. */
    endFrame: mediaRefSchema.optional(),
    /** Last frame of the scene before, to measure the seam against, whatever its kind. */
    previousLastFrame: mediaRefSchema.optional(),
    /** The most the whole job may cost, if the person set it. */
    budgetUsd: usdSchema.optional(),
    /** The most this person's takes of one day (UTC) may cost together, if somebody set it. */
    personDayBudgetUsd: usdSchema.optional(),
    /** Whether a finished take of another job may not be reused. */
    fresh: z.boolean(),
  }),
});
