import { z } from 'zod';

/** Why a job was not taken on. */
export const rejectionCodeSchema = z.enum([
  'unknown-model',
  'mode-not-available',
  'over-budget',
  'bad-request',
]);

/** Why a take failed. */
export const sceneFailureCodeSchema = z.enum([
  /** The provider refused prompt or start image. */
  'moderated',
  /** The provider refused the request (4xx): nothing was created. */
  'provider-refused',
  /** The provider refused the token or the account has no credit. */
  'provider-unauthorised',
  /** The prediction was created and failed. */
  'provider-failed',
  /** The prediction did not end in time. */
  'provider-timeout',
  /** Whether a prediction was created is unknown; it is never created again by itself. */
  'ambiguous',
  /** The price would exceed a budget; nothing was sent. */
  'over-budget',
  /** The job was cancelled. */
  'cancelled',
  /** The provider's file is not a sound video. */
  'clip-damaged',
  /** The output could not be fetched from the provider any more. */
  'output-lost',
  /** A service gave the take up after many tries (no room, no working tool, an unreadable message); a clip stays stored. */
  'tool-failed',
]);
/** See {@link sceneFailureCodeSchema}. */
export type SceneFailureCode = z.infer<typeof sceneFailureCodeSchema>;

/** Why no film was made of the clips. */
export const filmFailureCodeSchema = z.enum(['no-usable-clip', 'wrong-result', 'tool-failed']);

/** Why a job ended without a film. */
export const jobFailureCodeSchema = z.enum([
  'no-scene-rendered',
  'over-budget',
  'provider-unauthorised',
  'film-failed',
  'planning-failed',
]);

/** What stands against an edit or change, where the person can do something about it. */
export const refusalReasonSchema = z.enum([
  /** It would cost more than the job may. */
  'over-budget',
  /** A model that it needs is not to be had any more. */
  'model-gone',
  /** The film would have more scenes (shots) than a film can have. */
  'too-many-scenes',
  /** The texts of all scenes together are more than a storyboard holds. */
  'texts-too-long',
]);
/** See {@link refusalReasonSchema}. */
export type RefusalReason = z.infer<typeof refusalReasonSchema>;

/** Something the person should know although the job goes on; data, worded by the chat. */
export const warningSchema = z.strictObject({
  code: z.enum([
    /** The storyboard was split by rules because no language model answered. */
    'planned-by-rules',
    /** The connector pass failed: scenes keep the splitter's text and all seams but shots are cuts. */
    'not-connected',
    /** The rewrite of this scene failed; it keeps the splitter's text. */
    'scene-not-rewritten',
    /** The person's edit of the storyboard, or change of the job, was not taken over; what was before stands. */
    'edit-refused',
    /** This scene could not be made and is missing from the film. */
    'scene-missing',
    /** This scene's clip was damaged and left out of the film. */
    'clip-left-out',
    /** The film is longer or shorter than planned. */
    'length-differs',
    /** A take was charged or may have been charged although it gave no clip. */
    'take-lost',
    /** No new take of this scene came; the film goes on with the clip it had. */
    'older-take-kept',
  ]),
  scene: z.int().positive().optional(),
  /** Of `edit-refused`; missing: something else, see `detail`. */
  reason: refusalReasonSchema.optional(),
  /** For operators and logs: the cause, in English. */
  detail: z.string().max(2000),
});
/** See {@link warningSchema}. */
export type Warning = z.infer<typeof warningSchema>;
