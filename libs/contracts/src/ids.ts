import { z } from 'zod';

/**
 * A job's id: a UUID (version 7, so that ids sort by time). It is one token of a NATS subject and one part of an
 * object key, so nothing but lower-case hex and dashes is allowed.
 */
export const jobIdSchema = z.uuid({ version: 'v7' }).lowercase();

/** See {@link jobIdSchema}. */
export type JobId = z.infer<typeof jobIdSchema>;

/** Number of a scene in its storyboard, from 1. */
export const sceneNumberSchema = z.int().min(1).max(200);

/** Number of a paid attempt at a scene, from 1. */
export const takeNumberSchema = z.int().min(1).max(99);

/** Revision of a storyboard, from 1. */
export const revisionSchema = z.int().min(1).max(999);

/** Number of a stitched result of a job, from 1; a re-shot scene makes a new cut. */
export const cutNumberSchema = z.int().min(1).max(999);

/** Number of a boundary between scenes: 0 opens the film, n closes scene n. */
export const keyframeIndexSchema = z.int().min(0).max(200);
