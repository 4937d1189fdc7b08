import {
  cutNumberSchema,
  FilmStitched,
  JobFailed,
  JobHeld,
  jobIdSchema,
  JobRejected,
  JobRequested,
  mediaRefSchema,
  revisionSchema,
  sceneFailureCodeSchema,
  sceneNumberSchema,
  ScenesPlanned,
  takeNumberSchema,
  usdSchema,
} from '@kinoline/contracts';
import { z } from 'zod';

const shownTakeSchema = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('rendered'),
    scene: sceneNumberSchema,
    take: takeNumberSchema,
    costUsd: usdSchema,
    seconds: z.number().positive(),
    providerSeconds: z.number().nonnegative(),
    model: z.string(),
    clip: mediaRefSchema,
    thumbnail: mediaRefSchema,
    width: z.int().positive(),
    height: z.int().positive(),
    /** When the gateway heard of it, ISO 8601. */
    at: z.iso.datetime(),
    /** Whether the clip was shown in the chat. */
    shown: z.boolean(),
  }),
  z.strictObject({
    outcome: z.literal('failed'),
    scene: sceneNumberSchema,
    take: takeNumberSchema,
    costUsd: usdSchema,
    code: sceneFailureCodeSchema,
    retakeMayHelp: z.boolean(),
    at: z.iso.datetime(),
  }),
]);
/** What became of a take. */
export type ShownTake = z.infer<typeof shownTakeSchema>;

const deliveredFilmSchema = z.strictObject({
  cut: cutNumberSchema,
  by: z.enum(['video', 'link', 'store']),
  /** The message the film stands in. */
  messageId: z.int().optional(),
  fileId: z.string().optional(),
});
/** A film as it reached the chat. */
export type DeliveredFilm = z.infer<typeof deliveredFilmSchema>;

/** Where a job stands, for the person who waits for it. */
export const stageSchema = z.enum([
  'planning',
  'approval',
  'rendering',
  'joining',
  'delivering',
  'held',
  'delivered',
  'failed',
  'cancelled',
  'rejected',
]);
/** See {@link stageSchema}. */
export type Stage = z.infer<typeof stageSchema>;

/** What a chat shows of a job: folded from the messages of the line, in any order and however often they come. */
export const shownJobSchema = z.strictObject({
  version: z.literal(1),
  jobId: jobIdSchema,
  request: JobRequested.data,
  /** What the person was shown before they accepted, in US dollars. */
  priceUsd: usdSchema,
  waitSeconds: z.number().nonnegative(),
  showScenes: z.boolean(),
  beganAt: z.iso.datetime(),
  stage: stageSchema,
  /** When the stage, or the take that is being made, began: ISO 8601. */
  since: z.iso.datetime(),
  cut: cutNumberSchema,
  /** The newest plan. */
  plan: ScenesPlanned.data.optional(),
  approvedRevision: revisionSchema.optional(),
  /** The last change that was asked for: while it names the plan's revision, the person waits for an answer. */
  change: z.strictObject({ revision: revisionSchema, priceUsd: usdSchema }).optional(),
  /** By `<scene>.<take>`. */
  takes: z.record(z.string(), shownTakeSchema),
  /** Of the newest cut each: what held it, ended it, came of it. */
  held: JobHeld.data.optional(),
  failed: JobFailed.data.optional(),
  rejected: JobRejected.data.optional(),
  film: FilmStitched.data.optional(),
  /** The cut whose upload has begun, and how often: more than once may be twice in the chat. */
  delivering: z.strictObject({ cut: cutNumberSchema, tries: z.int().positive() }).optional(),
  /** Films in the chat, one a cut. */
  delivered: z.array(deliveredFilmSchema),
  /** The status message and a hash of what it shows. */
  status: z.strictObject({ messageId: z.int(), shown: z.string() }).optional(),
});
/** See {@link shownJobSchema}. */
export type ShownJob = z.infer<typeof shownJobSchema>;

/** What all takes of the job cost so far, in US dollars. */
export function spentUsd(job: ShownJob): number {
  return Object.values(job.takes).reduce((sum, { costUsd }) => sum + costUsd, 0);
}
