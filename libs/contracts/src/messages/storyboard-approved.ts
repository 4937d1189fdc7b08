import { z } from 'zod';
import { jobIdSchema, revisionSchema } from '../ids.js';
import { defineMessage } from '../message.js';

/** The person accepts a revision of the storyboard and its price. Said by the gateway, heard by the planner. */
export const StoryboardApproved = defineMessage({
  name: 'StoryboardApproved',
  type: 'video.storyboard.approved',
  version: 1,
  identity: ['jobId', 'revision'],
  data: z.strictObject({ jobId: jobIdSchema, revision: revisionSchema }),
});
