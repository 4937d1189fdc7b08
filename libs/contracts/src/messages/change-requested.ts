import { z } from 'zod';
import { jobIdSchema, revisionSchema, sceneNumberSchema } from '../ids.js';
import { defineMessage } from '../message.js';
import { usdSchema } from '../money.js';
import { modelIdSchema, promptSchema } from '../settings.js';
import { scenePromptMaxCharacters } from '../storyboard.js';

/** What a person may want of a job that rests: held, failed, cancelled or delivered. */
export const changeSchema = z.discriminatedUnion('kind', [
  /**
   * New takes of these scenes, also of ones that were left out; all others stay as they are. A scene whose new take gives
   * no clip keeps its older one.
   */
  z.strictObject({
    kind: z.literal('retake'),
    scenes: z
      .array(
        z.strictObject({
          scene: sceneNumberSchema,
          /** What the model is told instead. */
          prompt: z.string().trim().min(1).max(scenePromptMaxCharacters).optional(),
          /** Another model than the job's. */
          model: modelIdSchema.optional(),
        }),
      )
      .min(1)
      .max(100),
  }),
  /** The film goes on without these scenes, until one is named in a retake. */
  z.strictObject({ kind: z.literal('leave-out'), scenes: z.array(sceneNumberSchema).min(1).max(100) }),
  /** No new takes of these scenes: each stays as it is, with its older clip, and the film goes on without another try. */
  z.strictObject({ kind: z.literal('keep'), scenes: z.array(sceneNumberSchema).min(1).max(100) }),
  /** The film is made of what there is: every scene without a clip is left out. */
  z.strictObject({ kind: z.literal('finish') }),
  /** What is missing and not left out is tried again; a job that was never planned is planned once more. */
  z.strictObject({ kind: z.literal('resume') }),
  /** The film goes on after its end. */
  z.strictObject({
    kind: z.literal('extend'),
    /** What happens then. */
    prompt: promptSchema,
    scenes: z.int().min(1).max(10),
  }),
]);
/** See {@link changeSchema}. */
export type Change = z.infer<typeof changeSchema>;

/**
 * The person wants an approved job changed. The answer is ScenesPlanned with the next revision, whose warnings say when
 * the change was not taken over; a change of an older revision than the last, or of a job at work, is left alone.
 * Whatever is changed, a held job also goes on with the scenes that were never tried, but what was stopped is only taken
 * up again by `resume`: see `scopeAfterChange`. Said by the gateway, heard by the planner.
 */
export const ChangeRequested = defineMessage({
  name: 'ChangeRequested',
  type: 'video.change.requested',
  version: 1,
  identity: ['jobId', 'revision'],
  data: z.strictObject({
    jobId: jobIdSchema,
    /**
     * The revision that is changed: that of the last ScenesPlanned. A job that failed or was called off before it had a
     * storyboard can only be resumed; it names the cut that rests (1 at first), and is answered by ScenesPlanned with the
     * next number as revision and cut, or by JobFailed of that cut.
     */
    revision: revisionSchema,
    change: changeSchema,
    /** The most the whole job may cost from now on; missing: as before. */
    budgetUsd: usdSchema.optional(),
    /** As in JobRequested, from now on; missing: as before. */
    personDayBudgetUsd: usdSchema.optional(),
  }),
});
