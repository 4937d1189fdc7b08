import { z } from 'zod';
import { cutNumberSchema, jobIdSchema } from '../ids.js';
import { mediaRefSchema } from '../media-ref.js';
import { defineMessage } from '../message.js';

/** The person has the film of this cut. Said by the gateway; a job rests then until the person wants it changed. */
export const JobDelivered = defineMessage({
  name: 'JobDelivered',
  type: 'video.job.delivered',
  version: 2,
  identity: ['jobId', 'cut'],
  data: z.strictObject({
    jobId: jobIdSchema,
    cut: cutNumberSchema,
    film: mediaRefSchema,
    /** As a video in the chat, as a link, or left in the store: for the command line, or a chat that it cannot be brought to. */
    by: z.enum(['video', 'link', 'store']),
  }),
});
