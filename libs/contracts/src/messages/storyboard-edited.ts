import { z } from 'zod';
import { jobIdSchema, revisionSchema } from '../ids.js';
import { defineMessage } from '../message.js';
import { usdSchema } from '../money.js';
import { storyboardSchema } from '../storyboard.js';

/**
 * The person changed a revision of the storyboard; the planner answers with the next revision.
 * Said by the gateway, heard by the planner.
 */
export const StoryboardEdited = defineMessage({
  name: 'StoryboardEdited',
  type: 'video.storyboard.edited',
  version: 1,
  identity: ['jobId', 'revision'],
  data: z.strictObject({
    jobId: jobIdSchema,
    /** The revision that was edited. */
    revision: revisionSchema,
    storyboard: storyboardSchema,
    /** The most the job may cost once this is taken over; missing: as before. */
    budgetUsd: usdSchema.optional(),
  }),
});
