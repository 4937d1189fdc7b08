import { z } from 'zod';
import { jobFailureCodeSchema, warningSchema } from '../failure.js';
import { jobIdSchema } from '../ids.js';
import { defineMessage } from '../message.js';
import { usdSchema } from '../money.js';

/** The job ended without a film. Said by the planner, heard by all. */
export const JobFailed = defineMessage({
  name: 'JobFailed',
  type: 'video.job.failed',
  version: 1,
  identity: ['jobId'],
  data: z.strictObject({
    jobId: jobIdSchema,
    code: jobFailureCodeSchema,
    /** The cause for operators, in English. */
    detail: z.string().max(2000),
    /** What the job cost all the same. */
    costUsd: usdSchema,
    warnings: z.array(warningSchema),
  }),
});
