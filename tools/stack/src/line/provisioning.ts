import {
  type MediaStoreSettings,
  provisionBucket,
  type ProvisionResult,
  type Retention,
} from '@kinoline/media-store';
import { provision, type ProvisionParameters, type ProvisionReport } from '@kinoline/messaging';
import type { NatsConnection } from '@nats-io/transport-node';
import { z } from 'zod';
import { CommandFailure } from '../command/command-failure.js';
import type { Environment } from '../command/environment.js';
import { storeFailure } from './store.js';

const days = z.coerce.number('a number of days').int('whole days').min(1).max(3650);

const variables = z.object({
  /** How long messages are kept, in days. */
  MESSAGE_RETENTION_DAYS: days.default(7),
  /** Copies of streams, consumers and buckets: 1, or 3 or 5 in a cluster. */
  NATS_REPLICAS: z.coerce
    .number()
    .pipe(z.union([z.literal(1), z.literal(3), z.literal(5)], '1, 3 or 5'))
    .default(1),
  /** Most bytes of the message stream; without it there is no limit. */
  MESSAGE_MAX_BYTES: z.coerce.number('a number of bytes').int().positive().optional(),
  /** How long clips and stills are kept, in days. */
  CLIP_RETENTION_DAYS: days.default(7),
  /** How long films are kept, in days. */
  FILM_RETENTION_DAYS: days.default(30),
});

/** What an operator may choose about what is provisioned. */
export interface ProvisionChoices {
  readonly messages: Partial<ProvisionParameters>;
  readonly media: Retention;
}

/**
 * Reads the choices from the environment.
 *
 * @throws CommandFailure that names every variable that is off
 */
export function readProvisionChoices(env: Environment): ProvisionChoices {
  const parsed = variables.safeParse(env);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new CommandFailure(problems.join('; '));
  }
  const read = parsed.data;
  return {
    messages: {
      retentionDays: read.MESSAGE_RETENTION_DAYS,
      replicas: read.NATS_REPLICAS,
      ...(read.MESSAGE_MAX_BYTES === undefined ? {} : { maxBytes: read.MESSAGE_MAX_BYTES }),
    },
    media: { intermediateDays: read.CLIP_RETENTION_DAYS, filmDays: read.FILM_RETENTION_DAYS },
  };
}

/** What was found and made. */
export interface LineProvisioned {
  readonly messages: ProvisionReport;
  readonly media: ProvisionResult;
}

/**
 * Makes the media bucket and its expiry rules.
 *
 * @throws CommandFailure that says what to do
 */
export async function provisionMedia(
  store: MediaStoreSettings,
  { media }: ProvisionChoices,
  signal: AbortSignal,
): Promise<ProvisionResult> {
  try {
    return await provisionBucket(store, media, { signal });
  } catch (error) {
    throw storeFailure(error, store);
  }
}

/**
 * Makes streams, consumers, key-value buckets and the media bucket; what is there already and differs is changed to
 * the choices.
 *
 * @throws CommandFailure that says what to do; ProvisionError when the server keeps something else than asked
 */
export async function provisionLine(
  connection: NatsConnection,
  store: MediaStoreSettings,
  choices: ProvisionChoices,
  signal: AbortSignal,
): Promise<LineProvisioned> {
  const [messages, media] = await Promise.all([
    provision(connection, choices.messages),
    provisionMedia(store, choices, signal),
  ]);
  return { messages, media };
}
