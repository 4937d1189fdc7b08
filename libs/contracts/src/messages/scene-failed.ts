import { z } from 'zod';
import { sceneFailureCodeSchema } from '../failure.js';
import { jobIdSchema, sceneNumberSchema, takeNumberSchema } from '../ids.js';
import { defineMessage } from '../message.js';
import { usdSchema } from '../money.js';

/** A take gave no usable clip. Said by the generator or the framer, heard by the planner and the gateway. */
export const SceneFailed = defineMessage({
  name: 'SceneFailed',
  type: 'video.scene.failed',
  version: 1,
  identity: ['jobId', 'scene', 'take'],
  data: z.strictObject({
    jobId: jobIdSchema,
    scene: sceneNumberSchema,
    take: takeNumberSchema,
    code: sceneFailureCodeSchema,
    /** The cause for operators, in English; no secrets, no URLs. */
    detail: z.string().max(2000),
    /** Whether another take stands a chance (the provider's own failure, a moderation that often errs). */
    retakeMayHelp: z.boolean(),
    /** What the take cost or, when unknown, what is counted as spent. */
    costUsd: usdSchema,
  }),
});
