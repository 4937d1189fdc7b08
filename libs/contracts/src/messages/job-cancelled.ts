import { z } from 'zod';
import { cutNumberSchema, jobIdSchema } from '../ids.js';
import { defineMessage } from '../message.js';

/**
 * Work on this cut of the job is called off; what was rendered is kept. Said by the gateway or the command line; heard by the planner (says nothing more) and the
 * generator (cancels predictions at the provider).
 */
export const JobCancelled = defineMessage({
  name: 'JobCancelled',
  type: 'video.job.cancelled',
  version: 2,
  identity: ['jobId', 'cut'],
  data: z.strictObject({
    jobId: jobIdSchema,
    /** The cut that was being made: 1 before the first film. */
    cut: cutNumberSchema,
    by: z.enum(['person', 'operator']),
  }),
});
