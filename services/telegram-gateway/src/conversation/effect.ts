import {
  ChangeRequested,
  cutNumberSchema,
  JobCancelled,
  jobIdSchema,
  JobRequested,
  StoryboardApproved,
  StoryboardEdited,
} from '@kinoline/contracts';
import { z } from 'zod';
import { menuCommandSchema } from '../telegram/menu.js';
import { screenSchema } from '../telegram/screen.js';

/** A part of a job's status message that a person opened. */
export const menuSchema = z.enum(['main', 'cancel', 'models']);
/** See {@link menuSchema}. */
export type Menu = z.infer<typeof menuSchema>;

const panelSchema = z.strictObject({ kind: z.literal('panel'), screen: screenSchema });
const closePanelSchema = z.strictObject({ kind: z.literal('close-panel'), screen: screenSchema.optional() });

/** What becomes of the panel. */
export const drawingSchema = z.discriminatedUnion('kind', [panelSchema, closePanelSchema]);
/** See {@link drawingSchema}. */
export type Drawing = z.infer<typeof drawingSchema>;

/**
 * Something that must be done after a turn of a talk was recorded. Every effect may be done again: messages of the line
 * are said once, a panel is drawn over, and only `message`, `tell` and `film-again` may leave a second copy in the chat.
 */
export const effectSchema = z.discriminatedUnion('kind', [
  /** Ends the waiting of a pressed button; a press that can never be answered is left. */
  z.strictObject({
    kind: z.literal('answer-press'),
    pressId: z.string(),
    toast: z.strictObject({ text: z.string(), alert: z.boolean() }).optional(),
  }),
  /** Draws the panel; below everything else when the person wrote something. */
  panelSchema,
  /** Takes the buttons from the panel and leaves it behind as an ordinary message. */
  closePanelSchema,
  /** Writes a message of its own. */
  z.strictObject({ kind: z.literal('message'), screen: screenSchema }),
  /** Writes a message to another chat; one that cannot be written to is left alone. */
  z.strictObject({ kind: z.literal('tell'), chatId: z.string(), screen: screenSchema }),
  /** Shows other commands in the menu of the chat; where that is refused the old ones stay. */
  z.strictObject({ kind: z.literal('menu'), commands: z.array(menuCommandSchema) }),
  /** Changes the buttons under a message that is no panel: they are used up, or old. */
  z.strictObject({ kind: z.literal('buttons'), messageId: z.int(), rows: screenSchema.shape.rows }),
  /** Sends a film of the person's again, or says that it is gone. */
  z.strictObject({ kind: z.literal('film-again'), jobId: jobIdSchema, cut: cutNumberSchema }),
  /** Begins a job; the panel becomes the job's status message. */
  z.strictObject({
    kind: z.literal('begin-job'),
    request: JobRequested.data,
    /** What the person was shown, in US dollars. */
    priceUsd: z.number(),
    /** What the person said it may cost at most, in US dollars; missing: nothing. */
    mostUsd: z.number().optional(),
    /** The language model's and provider's usual wait as shown, in seconds. */
    waitSeconds: z.number(),
    showScenes: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('approve'), data: StoryboardApproved.data }),
  z.strictObject({
    kind: z.literal('edit'),
    data: StoryboardEdited.data,
    /** What the whole film will cost then, as shown, in US dollars. */
    priceUsd: z.number(),
  }),
  z.strictObject({
    kind: z.literal('change'),
    data: ChangeRequested.data,
    /** What the person was shown for it, in US dollars. */
    priceUsd: z.number(),
  }),
  z.strictObject({ kind: z.literal('cancel'), data: JobCancelled.data }),
  /** Draws a job's status message anew, below everything else when the person asked for it. */
  z.strictObject({
    kind: z.literal('show-job'),
    jobId: jobIdSchema,
    below: z.boolean(),
    /** The part of the status message to open; missing: what is open stays. */
    menu: menuSchema.optional(),
  }),
]);
/** See {@link effectSchema}. */
export type Effect = z.infer<typeof effectSchema>;

/** Whether an effect says what becomes of the panel. */
export function isDrawing(effect: Effect): effect is Drawing {
  return effect.kind === 'panel' || effect.kind === 'close-panel';
}
