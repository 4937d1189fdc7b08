import { z } from 'zod';

/** How to reach the object store. */
export interface MediaStoreSettings {
  /** Base URL, as `http://127.0.0.1:9000`. */
  readonly endpoint: string;
  /** Base URL under which the world reaches the same store; presigned URLs are made for it (default: `endpoint`). */
  readonly publicEndpoint?: string | undefined;
  readonly region: string;
  readonly bucket: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** Give a request up after so many milliseconds in which not one byte moved (default 60,000). */
  readonly silenceMs?: number;
  /** Where streams are spooled (default: the system's temporary folder). */
  readonly spoolFolder?: string;
}

const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http or https URL' });

/**
 * The environment variables of the store, to be spread into a service's own schema:
 * `z.object({ ...mediaStoreVariables, … })`, then {@link mediaStoreSettings}.
 */
export const mediaStoreVariables = {
  /** Base URL of the S3 server. */
  S3_ENDPOINT: httpUrl,
  /** Base URL of the same server as seen from outside; only needed where they differ. */
  S3_PUBLIC_ENDPOINT: httpUrl.optional(),
  S3_REGION: z.string().min(1).default('us-east-1'),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/, 'must be 3 to 63 lower-case letters, digits or hyphens')
    .default('kinoline'),
  S3_ACCESS_KEY: z.string().min(1, 'must not be empty'),
  S3_SECRET_KEY: z.string().min(1, 'must not be empty'),
};

/** Turns the parsed variables into settings. */
export function mediaStoreSettings(
  read: z.output<z.ZodObject<typeof mediaStoreVariables>>,
): MediaStoreSettings {
  return {
    endpoint: read.S3_ENDPOINT,
    publicEndpoint: read.S3_PUBLIC_ENDPOINT,
    region: read.S3_REGION,
    bucket: read.S3_BUCKET,
    accessKey: read.S3_ACCESS_KEY,
    secretKey: read.S3_SECRET_KEY,
  };
}
