import { z } from 'zod';

/** Who does something, and in which chat. */
export const chatFacts = z.strictObject({
  id: z.int(),
  type: z.enum(['private', 'group', 'supergroup']).optional(),
  title: z.string().optional(),
  topic: z.int().positive().optional(),
  person: z
    .strictObject({
      id: z.int().optional(),
      firstName: z.string().optional(),
      username: z.string().optional(),
      language: z.string().optional(),
    })
    .optional(),
});

export const bytes = z.base64().transform((text) => Buffer.from(text, 'base64'));

/** The number in a path. */
export const pathNumber = z.coerce.number().int();

/** From where on to answer, and how long to wait for the first. */
export const since = z.object({
  after: z.coerce.number().int().default(0),
  waitMs: z.coerce.number().int().min(0).max(30_000).default(0),
});
