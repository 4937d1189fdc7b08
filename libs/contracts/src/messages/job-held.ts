import { z } from 'zod';
import { sceneFailureCodeSchema } from '../failure.js';
import { cutNumberSchema, jobIdSchema, revisionSchema, sceneNumberSchema, takeNumberSchema } from '../ids.js';
import { defineMessage } from '../message.js';
import { usdSchema } from '../money.js';

/**
 * A scene could not be made and the job waits for the person: with ChangeRequested they have it tried again (in other
 * words, by another model), leave it out, or take the film of what there is. Only said for jobs that ask
 * (`whenStuck: ask`). Said by the planner, heard by the gateway.
 */
export const JobHeld = defineMessage({
  name: 'JobHeld',
  type: 'video.job.held',
  version: 1,
  identity: ['jobId', 'cut'],
  data: z.strictObject({
    jobId: jobIdSchema,
    cut: cutNumberSchema,
    /** The revision that a change must name. */
    revision: revisionSchema,
    /** The take that could not be made. */
    scene: sceneNumberSchema,
    take: takeNumberSchema,
    code: sceneFailureCodeSchema,
    /** The cause for operators, in English. */
    detail: z.string().max(2000),
    /** Scenes that have a clip and are not left out, in order. */
    rendered: z.array(sceneNumberSchema),
    /**
     * Scenes that have none and are not left out, in order, and the scene that could not be made: it stands in both lists
     * when only its new take failed and an older clip is there.
     */
    missing: z.array(sceneNumberSchema).min(1),
    /** What the job cost so far. */
    costUsd: usdSchema,
  }),
});
