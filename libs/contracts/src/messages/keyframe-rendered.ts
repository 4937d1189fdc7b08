import { z } from 'zod';
import { jobIdSchema, keyframeIndexSchema, takeNumberSchema } from '../ids.js';
import { mediaRefSchema } from '../media-ref.js';
import { defineMessage } from '../message.js';
import { usdSchema } from '../money.js';

/** A still is in the store. Said by the generator, heard by the planner. */
export const KeyframeRendered = defineMessage({
  name: 'KeyframeRendered',
  type: 'video.keyframe.rendered',
  version: 1,
  identity: ['jobId', 'index', 'take'],
  data: z.strictObject({
    jobId: jobIdSchema,
    index: keyframeIndexSchema,
    take: takeNumberSchema,
    still: mediaRefSchema,
    costUsd: usdSchema,
  }),
});
