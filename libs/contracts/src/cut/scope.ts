import { z } from 'zod';
import { sceneNumberSchema, takeNumberSchema } from '../ids.js';

/** What a cut that changes a job begins with, and what it makes. Scenes in none of the lists have no clip and get none. */
export const cutScopeSchema = z.strictObject({
  /** Scenes of which the cut makes a take, in order. */
  make: z.array(
    z.strictObject({
      scene: sceneNumberSchema,
      /** Only takes with a higher number count: what was given up before may still give a clip that nobody uses. */
      after: z.int().nonnegative(),
    }),
  ),
  /** The newest clip of each scene when the cut begins; it stays until there is a newer one. */
  clips: z.array(z.strictObject({ scene: sceneNumberSchema, take: takeNumberSchema })),
  /** Scenes that are not wanted in the film, in order. */
  leftOut: z.array(sceneNumberSchema),
});
/** See {@link cutScopeSchema}. */
export type CutScope = z.infer<typeof cutScopeSchema>;
