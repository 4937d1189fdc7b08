import { z } from 'zod';
import { jobFailureCodeSchema, warningSchema } from '../failure.js';
import { cutNumberSchema, jobIdSchema } from '../ids.js';
import { defineMessage } from '../message.js';
import { usdSchema } from '../money.js';

/**
 * No film came of this cut; what was rendered is kept, and the person may have the job go on (ChangeRequested). Said by
 * the planner, heard by the gateway.
 */
export const JobFailed = defineMessage({
  name: 'JobFailed',
  type: 'video.job.failed',
  version: 2,
  identity: ['jobId', 'cut'],
  data: z.strictObject({
    jobId: jobIdSchema,
    cut: cutNumberSchema,
    code: jobFailureCodeSchema,
    /** The cause for operators, in English. */
    detail: z.string().max(2000),
    /** What the job cost all the same. */
    costUsd: usdSchema,
    warnings: z.array(warningSchema),
  }),
});
