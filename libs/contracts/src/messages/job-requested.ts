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
  version: 2,
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
    /**
     * What to do when a scene cannot be made: `ask` holds the job for the person (JobHeld), `go-on` makes the film
     * without it.
     */
    whenStuck: z.enum(['ask', 'go-on']),
    /** The most this job may cost; the operator's budgets hold besides. */
    budgetUsd: usdSchema.optional(),
    /** The most this person's takes of one day (UTC) may cost together; the operator's budgets hold besides. */
    personDayBudgetUsd: usdSchema.optional(),
    /** Largest file that can be delivered, in bytes: of a larger film a smaller copy is made besides. */
    deliveryMaxBytes: z.int().positive().optional(),
    /** A picture the film starts on. */
    startFrame: mediaRefSchema.optional(),
  }),
});
