import { z } from 'zod';

/** Who asked for a job and where the answer goes. */
export const requesterSchema = z.strictObject({
  channel: z.enum(['telegram', 'cli']),
  /** Whose budget is used: a Telegram user id, or the local user of the command line. */
  personId: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  /** Chat for progress and delivery, or `<chat>/<topic>` in a group with topics; only for `telegram`. */
  chatId: z
    .string()
    .regex(/^-?[0-9]{1,20}(\/[0-9]{1,10})?$/)
    .optional(),
  /** Language of all texts for this person. */
  locale: z.enum(['en', 'ru']),
});
/** See {@link requesterSchema}. */
export type Requester = z.infer<typeof requesterSchema>;
