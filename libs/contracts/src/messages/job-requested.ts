import { z } from 'zod';
import { jobIdSchema } from '../ids.js';
import { mediaRefSchema } from '../media-ref.js';
import { defineMessage } from '../message.js';
import { usdSchema } from '../money.js';
import { requesterSchema } from '../requester.js';
import { jobSettingsSchema, promptSchema } from '../settings.js';

/** A person wants a film. Said by the gateway or the command line, heard by the planner. */
export const JobRequested = defineMessage({
  name: 'JobRequested',
  type: 'video.job.requested',
  version: 1,
  identity: ['jobId'],
  data: z.strictObject({
    jobId: jobIdSchema,
    requester: requesterSchema,
    prompt: promptSchema,
    settings: jobSettingsSchema,
    /** Whether the storyboard waits for StoryboardApproved before anything is paid. */
    approval: z.boolean(),
    /** Whether finished takes of other jobs may not be reused. */
    fresh: z.boolean(),
    /** The most this job may cost; the operator's budgets hold besides. */
    budgetUsd: usdSchema.optional(),
    /** A picture the film starts on. */
    startFrame: mediaRefSchema.optional(),
  }),
});
