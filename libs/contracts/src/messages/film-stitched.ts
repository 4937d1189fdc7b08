import { z } from 'zod';
import { adaptationSchema } from '../adaptation.js';
import { warningSchema } from '../failure.js';
import { cutNumberSchema, jobIdSchema, sceneNumberSchema } from '../ids.js';
import { mediaRefSchema } from '../media-ref.js';
import { defineMessage } from '../message.js';
import { videoFactsSchema } from '../probe.js';

/** The film is in the store. Said by the stitcher, heard by the planner and the gateway. */
export const FilmStitched = defineMessage({
  name: 'FilmStitched',
  type: 'video.film.stitched',
  version: 1,
  identity: ['jobId', 'cut'],
  data: z.strictObject({
    jobId: jobIdSchema,
    cut: cutNumberSchema,
    film: mediaRefSchema,
    /** The film again, re-encoded to fit the bytes asked for; missing when the film fits or could not be made to. */
    smaller: z
      .strictObject({ film: mediaRefSchema, width: z.int().positive(), height: z.int().positive() })
      .optional(),
    /** Stills of every scene in one picture. */
    contactSheet: mediaRefSchema,
    /** A small picture for the chat's preview. */
    thumbnail: mediaRefSchema,
    facts: videoFactsSchema,
    /** Where each scene that made it begins, in seconds from the start of the film. */
    scenes: z.array(z.strictObject({ scene: sceneNumberSchema, startsAt: z.number().nonnegative() })).min(1),
    /** Scenes whose picture or sound had to be re-encoded; all others were copied. */
    conformed: z.array(sceneNumberSchema),
    /** Cropped, upscaled, sound removed … at the end. */
    adaptations: z.array(adaptationSchema),
    warnings: z.array(warningSchema),
  }),
});
