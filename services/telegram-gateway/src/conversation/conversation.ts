import { jobIdSchema, modelIdSchema, revisionSchema, sceneNumberSchema } from '@kinoline/contracts';
import { z } from 'zod';
import type { ChatEvent } from '../telegram/chat-event.js';
import { draftSchema } from './draft.js';
import { drawingSchema, effectSchema } from './effect.js';

const jobChangeDraftSchema = z.strictObject({
  jobId: jobIdSchema,
  /** The revision that was shown when they began. */
  revision: revisionSchema,
  what: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('retake'),
      /** The scene as the person counts them; missing until it is chosen. */
      beat: sceneNumberSchema.optional(),
      /** Whether all scenes after it are shot again as well. */
      following: z.boolean(),
      prompt: z.string().optional(),
      model: modelIdSchema.optional(),
    }),
    z.strictObject({
      kind: z.literal('extend'),
      /** How many scenes; missing until it is chosen. */
      scenes: z.int().positive().optional(),
      prompt: z.string().optional(),
    }),
  ]),
});
/** The change of a job that a person is putting together. */
export type JobChangeDraft = z.infer<typeof jobChangeDraftSchema>;

/** How many updates of a conversation are remembered as handled. */
export const rememberedUpdates = 100;

/** Of how many earlier updates it is remembered what they still have to show. */
export const rememberedFollowUps = 10;

const followUpSchema = z.strictObject({
  updateId: z.int(),
  /** Since when it is owed, in milliseconds since 1970. */
  at: z.int().nonnegative().optional(),
  effects: z.array(effectSchema),
});
/** What follows from an update. */
export type FollowUp = z.infer<typeof followUpSchema>;

/** Where the talk with one person in one chat stands. Everything a restarted gateway needs to go on. */
export const conversationSchema = z.strictObject({
  version: z.literal(1),
  /** The last updates that were handled: each is handled once, however often it is delivered. */
  handled: z.array(z.int()).max(rememberedUpdates),
  /** Number in the stream of the last of them: what came before it was handled, or waits for another try. */
  upTo: z.int().nonnegative().optional(),
  /** What follows from the last update and may not have been done yet. */
  pending: followUpSchema.optional(),
  /** What earlier updates may still have to show: each does it when it is delivered again, oldest first. */
  unshown: z.array(followUpSchema).max(rememberedFollowUps).optional(),
  /** The one message that is edited while the person chooses; its mark stands in its buttons. */
  panel: z.strictObject({ messageId: z.int(), mark: z.string() }).optional(),
  /**
   * The newest answer that said what becomes of the panel: an earlier one that comes late leaves it alone, or puts it back.
   * Without a drawing: the panel becomes the status message of a job.
   */
  drawing: z.strictObject({ updateId: z.int(), effect: drawingSchema.optional() }).optional(),
  draft: draftSchema.optional(),
  change: jobChangeDraftSchema.optional(),
  /** Which button's data a text (or picture) of the person's would answer, see press-data.ts. */
  awaiting: z.string().optional(),
});
/** See {@link conversationSchema}. */
export type Conversation = z.infer<typeof conversationSchema>;

/** A talk that has not begun. */
export const blankConversation: Conversation = { version: 1, handled: [] };

/** Key of a conversation: in a group each person has their own. */
export function conversationKey({ chat, sender }: Pick<ChatEvent, 'chat' | 'sender'>): string {
  return `${chat.id}.${sender.personId}`;
}
