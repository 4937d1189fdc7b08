import {
  cutNumberSchema,
  cutScopeSchema,
  jobFailureCodeSchema,
  JobHeld,
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

/** Which take. */
export type TakeIdentity = Readonly<Pick<RenderedTake, 'scene' | 'take'>>;

const renderedTakeSchema = z.strictObject({
  outcome: z.literal('rendered'),
  ...takeIdentity,
  clip: mediaRefSchema,
  firstFrame: mediaRefSchema,
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

const restSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('rejected'), code: rejectionCodeSchema, detail: z.string() }),
  z.strictObject({
    kind: z.literal('failed'),
    code: jobFailureCodeSchema,
    detail: z.string(),
    /** As known when the cut failed; later bills only change {@link JobState.costs}. */
    costUsd: usdSchema,
    warnings: z.array(warningSchema),
  }),
  /** The person is asked; as it was when the job was held. */
  z.strictObject({ kind: z.literal('held'), ...JobHeld.data.omit({ jobId: true, cut: true }).shape }),
  z.strictObject({ kind: z.literal('delivered') }),
  z.strictObject({ kind: z.literal('cancelled') }),
]);
/** How the work on a cut ended: a rejected job for good, any other until the person wants it changed. */
export type JobRest = z.infer<typeof restSchema>;

/**
 * Everything the director knows of a job: what happened, never what to do. It is stored as JSON in the planner's
 * bucket; `version` is raised when an older planner would misread it.
 */
export const jobStateSchema = z.strictObject({
  version: z.literal(2),
  jobId: jobIdSchema,
  /** Missing only when the job was cancelled before its request was read, or the request cannot be read at all. */
  request: JobRequested.data.optional(),
  /** The most takes of one scene in one cut; kept with the job so that a changed setting does not change a running job. */
  takesPerScene: takeNumberSchema,
  /** The most the job may cost, in US dollars, as last set by the person. */
  budgetUsd: usdSchema.optional(),
  /** The most the person's takes of one day may cost together, in US dollars, as last set. */
  personDayBudgetUsd: usdSchema.optional(),
  plan: planSchema.extend({ revision: revisionSchema }).optional(),
  /** Whether takes may be paid for: the person approved the plan, or no approval was wanted. */
  approved: z.boolean(),
  /** The cut that is made, or rests. */
  cut: cutNumberSchema,
  /**
   * The scenes of which this cut makes a take, in order, each with the last take number that does not count for it;
   * missing: every scene.
   */
  make: cutScopeSchema.shape.make.optional(),
  /** Scenes that the person does not want in the film, in order. */
  leftOut: z.array(sceneNumberSchema),
  /** Settled takes, in the order they settled. Of earlier cuts only those that still matter are kept. */
  takes: z.array(z.discriminatedUnion('outcome', [renderedTakeSchema, failedTakeSchema])),
  /** How many of {@link takes} were settled before this cut: they are no attempts at what it makes. */
  before: z.int().nonnegative(),
  /** Takes that were requested for a cut which was called off, and whose outcome is waited for. */
  inFlight: z.array(z.strictObject(takeIdentity)),
  /** What each take cost, in US dollars, by `<scene>.<take>`; grows even while the job rests. */
  costs: z.record(z.string().regex(/^\d+\.\d+$/), usdSchema),
  /** Whether the film of this cut is wanted of the stitcher: no scene of it is made any more. */
  filmRequested: z.boolean(),
  /** Whether the film of this cut is in the store. */
  stitched: z.boolean(),
  /** Missing while the job is at work, or waits for its approval or delivery. */
  rest: restSchema.optional(),
});
/** See {@link jobStateSchema}. */
export type JobState = z.infer<typeof jobStateSchema>;

/** A job of which nothing but its id is known. */
export function blankState(jobId: string): JobState {
  return {
    version: 2,
    jobId,
    takesPerScene: 1,
    approved: false,
    cut: 1,
    leftOut: [],
    takes: [],
    before: 0,
    inFlight: [],
    costs: {},
    filmRequested: false,
    stitched: false,
  };
}

/** Whether the person may have the job changed: it is held, failed, cancelled or delivered, or its film is on the way. */
export function isResting({ rest, stitched }: JobState): boolean {
  return rest === undefined ? stitched : rest.kind !== 'rejected';
}

/** The revision that a change must name: the plan's; of a job without a plan the number of its cut. */
export function revisionOf({ plan, cut }: JobState): number {
  return plan?.revision ?? cut;
}
