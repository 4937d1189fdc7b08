import { z } from 'zod';
import { jobIdSchema, keyframeIndexSchema, revisionSchema, takeNumberSchema } from '../ids.js';
import { mediaRefSchema } from '../media-ref.js';
import { defineMessage } from '../message.js';
import { requesterSchema } from '../requester.js';
import { aspectSchema, modelIdSchema } from '../settings.js';

/** A still for a boundary between scenes is wanted. Said by the planner, heard by the generator. */
export const KeyframeRequested = defineMessage({
  name: 'KeyframeRequested',
  type: 'video.keyframe.requested',
  version: 1,
  identity: ['jobId', 'index', 'take'],
  data: z.strictObject({
    jobId: jobIdSchema,
    /** Boundary: 0 opens the film, n closes scene n. */
    index: keyframeIndexSchema,
    take: takeNumberSchema,
    revision: revisionSchema,
    requester: requesterSchema,
    /** Card of the image model. */
    model: modelIdSchema,
    prompt: z.string().min(1).max(3000),
    aspect: aspectSchema,
    /** Earlier stills that must look alike. */
    references: z.array(mediaRefSchema).max(14),
  }),
});
