import { z } from 'zod';

/** A duty that one replica has at a time. */
export const dutySchema = z.strictObject({
  version: z.literal(1),
  /** The replica that has it; missing: nobody. */
  holder: z.string().optional(),
  /** Counts up as long as the holder lives. */
  beat: z.int().nonnegative(),
});
/** See {@link dutySchema}. */
export type Duty = z.infer<typeof dutySchema>;

/** A duty as a replica saw it, and since when it has not changed, by that replica's own clock in milliseconds. */
export interface Sighting {
  readonly duty: Duty;
  readonly since: number;
}

/** A new look at a duty. */
export function look(before: Sighting | undefined, duty: Duty, now: number): Sighting {
  const same = before?.duty.holder === duty.holder && before?.duty.beat === duty.beat;
  return before && same ? before : { duty, since: now };
}

/** Whether the duty is free, or its holder has been silent for so long that it must be taken for dead. */
export function mayTake({ duty, since }: Sighting, now: number, patienceMs: number): boolean {
  return duty.holder === undefined || now - since >= patienceMs;
}
