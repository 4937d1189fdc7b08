import { z } from 'zod';
import { rejectionCodeSchema } from '../failure.js';
import { jobIdSchema } from '../ids.js';
import { defineMessage } from '../message.js';

/** The job is not taken on; nothing was paid. Said by the planner, heard by the gateway. */
export const JobRejected = defineMessage({
  name: 'JobRejected',
  type: 'video.job.rejected',
  version: 1,
  identity: ['jobId'],
  data: z.strictObject({
    jobId: jobIdSchema,
    code: rejectionCodeSchema,
    /** What is wrong and what to do about it, in English. */
    detail: z.string().max(2000),
  }),
});
