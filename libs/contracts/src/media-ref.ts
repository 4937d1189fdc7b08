import { z } from 'zod';

/**
 * A file in the object store, named by what it is. Messages carry these instead of media or URLs: a URL dies,
 * a key with a hash can be checked on every read.
 */
export const mediaRefSchema = z.strictObject({
  /** Object key inside the media bucket. */
  key: z.string().regex(/^[a-z0-9][a-z0-9._/-]{0,254}$/, 'an object key: lower case, digits, . _ / -'),
  /** Length in bytes; an empty file is never stored. */
  bytes: z.int().positive(),
  /** SHA-256 of the content, lower-case hex. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in lower-case hex'),
  contentType: z.enum(['video/mp4', 'image/png', 'image/jpeg', 'application/json']),
});

/** See {@link mediaRefSchema}. */
export type MediaRef = z.infer<typeof mediaRefSchema>;
