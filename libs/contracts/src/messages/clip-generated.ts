import { z } from 'zod';
import { adaptationSchema } from '../adaptation.js';
import { jobIdSchema, sceneNumberSchema, takeNumberSchema } from '../ids.js';
import { mediaRefSchema } from '../media-ref.js';
import { defineMessage } from '../message.js';
import { usdSchema } from '../money.js';
import { modelIdSchema } from '../settings.js';
import { seamKindSchema } from '../storyboard.js';

/** A take's file was copied from the provider, unchecked. Said by the generator, heard by the framer. */
export const ClipGenerated = defineMessage({
  name: 'ClipGenerated',
  type: 'video.clip.generated',
  version: 1,
  identity: ['jobId', 'scene', 'take'],
  data: z.strictObject({
    jobId: jobIdSchema,
    scene: sceneNumberSchema,
    take: takeNumberSchema,
    clip: mediaRefSchema,
    /** Card of the model that rendered it. */
    model: modelIdSchema,
    /** The provider's id of the prediction. */
    predictionId: z.string().min(1).max(100),
    costUsd: usdSchema,
    /** From the creation of the prediction to its end, as the provider tells it. */
    providerSeconds: z.number().nonnegative(),
    adaptations: z.array(adaptationSchema),
    seam: seamKindSchema,
    /** Passed on from SceneRequested. */
    previousLastFrame: mediaRefSchema.optional(),
  }),
});
