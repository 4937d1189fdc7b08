import { z } from 'zod';
import { adaptationSchema } from '../adaptation.js';
import { jobIdSchema, sceneNumberSchema, takeNumberSchema } from '../ids.js';
import { mediaRefSchema } from '../media-ref.js';
import { defineMessage } from '../message.js';
import { usdSchema } from '../money.js';
import { seamMeasureSchema, videoFactsSchema } from '../probe.js';
import { modelIdSchema } from '../settings.js';
import { seamKindSchema } from '../storyboard.js';

/**
 * A take is checked and its frames are in the store. Said by the framer; heard by the planner (next scene) and the
 * gateway (progress).
 */
export const SceneRendered = defineMessage({
  name: 'SceneRendered',
  type: 'video.scene.rendered',
  version: 1,
  identity: ['jobId', 'scene', 'take'],
  data: z.strictObject({
    jobId: jobIdSchema,
    scene: sceneNumberSchema,
    take: takeNumberSchema,
    clip: mediaRefSchema,
    facts: videoFactsSchema,
    firstFrame: mediaRefSchema,
    lastFrame: mediaRefSchema,
    thumbnail: mediaRefSchema,
    /** The join to the scene before; measured when that scene's last frame is known. */
    seam: z.strictObject({ kind: seamKindSchema, measure: seamMeasureSchema.optional() }),
    model: modelIdSchema,
    costUsd: usdSchema,
    providerSeconds: z.number().nonnegative(),
    adaptations: z.array(adaptationSchema),
  }),
});
