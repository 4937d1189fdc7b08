import {
  changeSchema,
  cutNumberSchema,
  FilmStitched,
  JobCancelled,
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
import { menuSchema } from '../conversation/effect.js';

const takeIdentity = { scene: sceneNumberSchema, take: takeNumberSchema };

const shownTakeSchema = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('rendered'),
    ...takeIdentity,
    costUsd: usdSchema,
    seconds: z.number().positive(),
    providerSeconds: z.number().nonnegative(),
    model: z.string(),
    clip: mediaRefSchema,
    thumbnail: mediaRefSchema,
    width: z.int().positive(),
    height: z.int().positive(),
    /** When it was said, ISO 8601. */
    at: z.iso.datetime(),
  }),
  z.strictObject({
    outcome: z.literal('failed'),
    ...takeIdentity,
    costUsd: usdSchema,
    code: sceneFailureCodeSchema,
    retakeMayHelp: z.boolean(),
    at: z.iso.datetime(),
  }),
  /** Gave a clip, and the film has a newer one of its scene, see thinned.ts. */
  z.strictObject({
    outcome: z.literal('replaced'),
    ...takeIdentity,
    costUsd: usdSchema,
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
  /** It was left in the store, and is not there any more either. */
  gone: z.literal(true).optional(),
});
/** A film as it reached the chat; `store`: it did not, and is sent when the person asks for it. */
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

const shownChangeSchema = z.strictObject({
  /** The revision that is changed. */
  revision: revisionSchema,
  /** When the person asked for it, ISO 8601. */
  at: z.iso.datetime(),
  /** Missing for an edit of a storyboard that waits for its approval. */
  change: changeSchema.optional(),
  /** The most the job may cost from then on, in US dollars, as the person was shown it. */
  totalUsd: usdSchema,
});
/** Something the person wanted of a planned job. */
export type ShownChange = z.infer<typeof shownChangeSchema>;

const statusMessageSchema = z.strictObject({
  messageId: z.int().optional(),
  /** A hash of what it shows, and of that without what only follows from the time. */
  shown: z.string(),
  shape: z.string(),
  /** When it was drawn last, ISO 8601. */
  at: z.iso.datetime(),
  /** What it tells, see status/announcement.ts. */
  announced: z.string(),
  /** A replica writes it anew since then (ISO 8601): no other does at the same time. */
  writing: z.strictObject({ by: z.string(), at: z.iso.datetime() }).optional(),
  /** How often the person deleted it. */
  deleted: z.int().nonnegative(),
});
/** The status message of a job. */
export type StatusMessage = z.infer<typeof statusMessageSchema>;

/** What a chat shows of a job: folded from the messages of the line, in any order and however often they come. */
export const shownJobSchema = z.strictObject({
  version: z.literal(1),
  jobId: jobIdSchema,
  request: JobRequested.data,
  /** What the person was shown before they accepted, in US dollars. */
  priceUsd: usdSchema,
  /** What the person said it may cost at most, whatever is changed later, in US dollars; missing: nothing. */
  mostUsd: usdSchema.optional(),
  waitSeconds: z.number().nonnegative(),
  showScenes: z.boolean(),
  beganAt: z.iso.datetime(),
  /** Follows from what is below. */
  stage: stageSchema,
  /** When the stage, or the take that is being made, began: ISO 8601; follows from what is below. */
  since: z.iso.datetime(),
  /** The cut that is made, or rests; follows from what is below. */
  cut: cutNumberSchema,
  /** The newest plan. */
  plan: ScenesPlanned.data.optional(),
  /** What the planner answered, by revision: the cut that is made by it, and whether what was wanted was refused. */
  answers: z.record(z.string(), z.strictObject({ cut: cutNumberSchema, refused: z.boolean() })),
  approvedRevision: revisionSchema.optional(),
  /** What the person wanted, by the revision that is changed. */
  changes: z.record(z.string(), shownChangeSchema),
  /** By `<scene>.<take>`. */
  takes: z.record(z.string(), shownTakeSchema),
  /** Clips that were sent to the chat, by `<scene>.<take>`. */
  clips: z.record(
    z.string(),
    z.strictObject({ tries: z.int().nonnegative(), triedAt: z.iso.datetime(), shown: z.boolean() }),
  ),
  /** Of the newest cut each: what held it, ended it, came of it. */
  held: JobHeld.data.optional(),
  failed: JobFailed.data.optional(),
  cancelled: JobCancelled.data.optional(),
  rejected: JobRejected.data.optional(),
  film: FilmStitched.data.optional(),
  /** When things were said, see {@link timeKey}: ISO 8601. */
  times: z.record(z.string(), z.iso.datetime()),
  /** The cut whose upload has begun, how often, and which tries surely left nothing in the chat: others may have. */
  delivering: z
    .strictObject({
      cut: cutNumberSchema,
      tries: z.int().positive(),
      unsent: z.array(z.int().positive()).optional(),
    })
    .optional(),
  /** Films in the chat, one a cut, in order. */
  delivered: z.array(deliveredFilmSchema),
  /** The part of the status message that the person opened, and of which state of the job. */
  menu: z.strictObject({ name: menuSchema, of: z.string() }).optional(),
  status: statusMessageSchema.optional(),
  /** The person blocked the bot, or is gone: nothing is written any more until they come back. */
  chatGone: z.boolean(),
  /** How often the person showed that they are there: what a call found that began before is not true any more. */
  comings: z.int().nonnegative().optional(),
});
/** See {@link shownJobSchema}. */
export type ShownJob = z.infer<typeof shownJobSchema>;
/** The newest plan of a job. */
export type Plan = NonNullable<ShownJob['plan']>;

/** Key of a take. */
export function takeKey({ scene, take }: { readonly scene: number; readonly take: number }): string {
  return `${scene}.${take}`;
}

/** Key of a moment: of a revision (`planned`, `approved`) or of a cut. */
export function timeKey(
  what: 'planned' | 'approved' | 'held' | 'failed' | 'cancelled' | 'rejected' | 'stitched' | 'delivered',
  number: number,
): string {
  return `${what}.${number}`;
}

/** What all takes of the job cost so far, in US dollars. */
export function spentUsd(job: Pick<ShownJob, 'takes'>): number {
  return Object.values(job.takes).reduce((sum, { costUsd }) => sum + costUsd, 0);
}
