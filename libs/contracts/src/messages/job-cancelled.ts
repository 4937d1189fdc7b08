import { z } from 'zod';
import { jobIdSchema } from '../ids.js';
import { defineMessage } from '../message.js';

/**
 * The job is called off. Said by the gateway or the command line; heard by the planner (says nothing more) and the
 * generator (cancels predictions at the provider).
 */
export const JobCancelled = defineMessage({
  name: 'JobCancelled',
  type: 'video.job.cancelled',
  version: 1,
  identity: ['jobId'],
  data: z.strictObject({
    jobId: jobIdSchema,
    by: z.enum(['person', 'operator']),
  }),
});
