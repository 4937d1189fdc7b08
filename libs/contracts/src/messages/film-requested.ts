import { z } from 'zod';
import { warningSchema } from '../failure.js';
import { cutNumberSchema, jobIdSchema, sceneNumberSchema, takeNumberSchema } from '../ids.js';
import { mediaRefSchema } from '../media-ref.js';
import { defineMessage } from '../message.js';
import { aspectSchema, qualitySchema } from '../settings.js';
import { seamKindSchema } from '../storyboard.js';

/** The clips are there: a film is wanted. Said by the planner, heard by the stitcher. */
export const FilmRequested = defineMessage({
  name: 'FilmRequested',
  type: 'video.film.requested',
  version: 1,
  identity: ['jobId', 'cut'],
  data: z.strictObject({
    jobId: jobIdSchema,
    cut: cutNumberSchema,
    /** In the order of the film; scenes that could not be made are missing. */
    clips: z
      .array(
        z.strictObject({
          scene: sceneNumberSchema,
          take: takeNumberSchema,
          clip: mediaRefSchema,
          seam: seamKindSchema,
        }),
      )
      .min(1)
      .max(100),
    aspect: aspectSchema,
    quality: qualitySchema,
    /** Whether the film has a sound track. */
    audio: z.boolean(),
    /** Largest file that can be delivered, in bytes: of a larger film a smaller copy is wanted besides. */
    maxBytes: z.int().positive().optional(),
    /** What was lost before the stitching (scenes, takes); the stitcher passes it on with FilmStitched. */
    warnings: z.array(warningSchema).optional(),
  }),
});
