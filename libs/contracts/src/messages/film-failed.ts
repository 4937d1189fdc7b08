import { z } from 'zod';
import { filmFailureCodeSchema, warningSchema } from '../failure.js';
import { cutNumberSchema, jobIdSchema } from '../ids.js';
import { defineMessage } from '../message.js';

/** No film could be made of the clips. Said by the stitcher, heard by the planner and the gateway. */
export const FilmFailed = defineMessage({
  name: 'FilmFailed',
  type: 'video.film.failed',
  version: 1,
  identity: ['jobId', 'cut'],
  data: z.strictObject({
    jobId: jobIdSchema,
    cut: cutNumberSchema,
    code: filmFailureCodeSchema,
    /** The cause for operators, in English. */
    detail: z.string().max(2000),
    warnings: z.array(warningSchema),
  }),
});
