import { z } from 'zod';

/** A command as Telegram's menu shows it. Source: https://core.telegram.org/bots/api#botcommand */
export const menuCommandSchema = z.strictObject({
  /** Without the slash. */
  command: z.string(),
  description: z.string().max(256),
});
/** See {@link menuCommandSchema}. */
export type MenuCommand = z.infer<typeof menuCommandSchema>;
