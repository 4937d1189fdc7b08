import {
  cutNumberSchema,
  identityOfSubject,
  jobIdSchema,
  revisionSchema,
  sceneNumberSchema,
  takeNumberSchema,
  usdSchema,
} from '@kinoline/contracts';
import type { HeardDeadLetter } from '@kinoline/messaging';
import { z } from 'zod';

const jobIdentity = z.object({ jobId: jobIdSchema });
const takeIdentity = jobIdentity.extend({
  scene: z.coerce.number().pipe(sceneNumberSchema),
  take: z.coerce.number().pipe(takeNumberSchema),
});
const filmIdentity = jobIdentity.extend({ cut: z.coerce.number().pipe(cutNumberSchema) });
const revisionIdentity = jobIdentity.extend({ revision: z.coerce.number().pipe(revisionSchema) });
const paid = z.object({ data: z.object({ costUsd: usdSchema }) });

function identityIn<Identity extends z.ZodObject>(
  schema: Identity,
  { message, subject }: HeardDeadLetter,
): z.output<Identity> | undefined {
  return schema.safeParse(identityOfSubject(message, subject)).data;
}

/** The job, by the letter's subject; undefined when the subject names none. */
export function jobIn(letter: HeardDeadLetter): string | undefined {
  return identityIn(jobIdentity, letter)?.jobId;
}

/** The take, by the letter's subject. */
export function takeIn(letter: HeardDeadLetter): z.output<typeof takeIdentity> | undefined {
  return identityIn(takeIdentity, letter);
}

/** The cut of a film, by the letter's subject. */
export function filmIn(letter: HeardDeadLetter): z.output<typeof filmIdentity> | undefined {
  return identityIn(filmIdentity, letter);
}

/** The revision of a job, by the letter's subject. */
export function revisionIn(letter: HeardDeadLetter): z.output<typeof revisionIdentity> | undefined {
  return identityIn(revisionIdentity, letter);
}

/** What the take cost, in US dollars, where the payload still tells; else 0. */
export function costIn({ payload }: HeardDeadLetter): number {
  try {
    return paid.safeParse(JSON.parse(new TextDecoder().decode(payload))).data?.data.costUsd ?? 0;
  } catch {
    return 0;
  }
}

/** One line for operators: who gave up what, after how many deliveries, and why; at most 2,000 characters. */
export function describeLetter(letter: HeardDeadLetter): string {
  const { service, message, deliveries, errorName, error } = letter;
  const times = deliveries === 1 ? '1 delivery' : `${deliveries} deliveries`;
  const text = `${service} gave ${message.name} up after ${times}: ${errorName}: ${error} (dead letter ${letter.letter})`;
  return text.slice(0, 2000);
}
