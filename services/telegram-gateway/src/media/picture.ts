import { mediaRefSchema } from '@kinoline/contracts';
import { z } from 'zod';

/** A picture of the person's that a film starts on, as it lies in the store. */
export const pictureSchema = z.strictObject({
  media: mediaRefSchema,
  /** In pixels. */
  width: z.int().positive(),
  height: z.int().positive(),
});
/** See {@link pictureSchema}. */
export type Picture = z.infer<typeof pictureSchema>;
