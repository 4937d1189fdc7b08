import {
  cutNumberSchema,
  jobFailureCodeSchema,
  jobIdSchema,
  JobRequested,
  mediaRefSchema,
  rejectionCodeSchema,
  revisionSchema,
  sceneFailureCodeSchema,
  sceneNumberSchema,
  takeNumberSchema,
  usdSchema,
  warningSchema,
} from '@kinoline/contracts';
import { z } from 'zod';
import { planSchema } from '../plan.js';

const takeIdentity = { scene: sceneNumberSchema, take: takeNumberSchema };

const renderedTakeSchema = z.strictObject({
  outcome: z.literal('rendered'),
  ...takeIdentity,
  clip: mediaRefSchema,
  lastFrame: mediaRefSchema,
});
/** A take whose clip and frames are in the store. */
export type RenderedTake = z.infer<typeof renderedTakeSchema>;

const failedTakeSchema = z.strictObject({
  outcome: z.literal('failed'),
  ...takeIdentity,
  code: sceneFailureCodeSchema,
  detail: z.string(),
  retakeMayHelp: z.boolean(),
});
/** A take that gave no clip. */
export type FailedTake = z.infer<typeof failedTakeSchema>;

const endSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('rejected'), code: rejectionCodeSchema, detail: z.string() }),
  z.strictObject({
    kind: z.literal('failed'),
    code: jobFailureCodeSchema,
    detail: z.string(),
    /** As known when the job failed; later bills only change {@link JobState.costs}. */
    costUsd: usdSchema,
    warnings: z.array(warningSchema),
  }),
  z.strictObject({ kind: z.literal('delivered'), cut: cutNumberSchema }),
  z.strictObject({ kind: z.literal('cancelled') }),
]);
/** How a job ended; final. */
export type JobEnd = z.infer<typeof endSchema>;

/**
 * Everything the director knows of a job: what happened, never what to do. It is stored as JSON in the planner's
 * bucket; `version` is raised when an older planner would misread it.
 */
export const jobStateSchema = z.strictObject({
  version: z.literal(1),
  jobId: jobIdSchema,
  /** Missing only when the job was cancelled before its request was read, or the request cannot be read at all. */
  request: JobRequested.data.optional(),
  /** The most takes of one scene; kept with the job so that a changed setting does not change a running job. */
  takesPerScene: takeNumberSchema,
  plan: planSchema.extend({ revision: revisionSchema }).optional(),
  /** Whether takes may be paid for: the person approved the plan, or no approval was wanted. */
  approved: z.boolean(),
  /** Settled takes, in the order they settled. */
  takes: z.array(z.discriminatedUnion('outcome', [renderedTakeSchema, failedTakeSchema])),
  /** What each take cost, in US dollars, by `<scene>.<take>`; grows even after the end. */
  costs: z.record(z.string().regex(/^\d+\.\d+$/), usdSchema),
  /** The cut that the stitcher finished. */
  stitched: cutNumberSchema.optional(),
  end: endSchema.optional(),
});
/** See {@link jobStateSchema}. */
export type JobState = z.infer<typeof jobStateSchema>;

/** A job of which nothing but its id is known. */
export function blankState(jobId: string): JobState {
  return { version: 1, jobId, takesPerScene: 1, approved: false, takes: [], costs: {} };
}
