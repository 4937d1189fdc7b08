import { expectedWaitSeconds, type ModelCard } from '@kinoline/contracts';
import { z } from 'zod';

/** How many takes of a model are remembered. */
export const rememberedTakes = 20;

/** How long the last takes of a model took. */
export const paceSchema = z.strictObject({
  version: z.literal(1),
  /** Newest last. */
  takes: z
    .array(
      z.strictObject({
        /** Which take of which job, so that none counts twice. */
        take: z.string(),
        /** Seconds at the provider for each second of clip. */
        rate: z.number().nonnegative(),
      }),
    )
    .max(rememberedTakes),
});
/** See {@link paceSchema}. */
export type Pace = z.infer<typeof paceSchema>;

/** The pace with one more take; a take that it knows changes nothing. */
export function paceAfter(pace: Pace | undefined, take: Pace['takes'][number]): Pace {
  if (pace?.takes.some((known) => known.take === take.take)) return pace;
  return { version: 1, takes: [...(pace?.takes ?? []), take].slice(-rememberedTakes) };
}

/** So many takes weigh as much as what the model's card says. */
const cardWeighs = 3;

/** Checking a clip, taking its frames, storing it: seconds besides those at the provider. */
const handlingSeconds = 5;

/**
 * How long a clip will probably take, in seconds: the card's usual wait, corrected by how long the last takes of the
 * model took. The middle one of them counts, so that a single one that hung does not.
 *
 * @param clipSeconds - length of the clip
 */
export function expectedSeconds(card: ModelCard, pace: Pace | undefined, clipSeconds: number): number {
  const usual = expectedWaitSeconds(card, clipSeconds);
  const rates = (pace?.takes ?? []).map(({ rate }) => rate).sort((one, other) => one - other);
  const middle = rates[Math.floor(rates.length / 2)];
  if (middle === undefined) return usual + handlingSeconds;
  const weight = rates.length / (rates.length + cardWeighs);
  return usual * (1 - weight) + middle * clipSeconds * weight + handlingSeconds;
}
