import { jobIdSchema } from '@kinoline/contracts';
import { z } from 'zod';

/** Millionths of a US dollar. */
const microUsdSchema = z.int().nonnegative();

/** Milliseconds since 1970. */
const momentSchema = z.int().nonnegative();

/** How a job came to rest. */
export const restSchema = z.enum(['delivered', 'failed', 'cancelled', 'rejected', 'held']);
/** See {@link restSchema}. */
export type Rest = z.infer<typeof restSchema>;

const bookedJobSchema = z.strictObject({
  personId: z.string(),
  /** The day on which it began. */
  begunOn: z.iso.date(),
  /** Which of its admissions was the last, see admission.ts; missing while only bills are known. */
  admission: z.int().nonnegative().optional(),
  admittedAt: momentSchema,
  /** Whether it is at work (or waits for an approval). */
  open: z.boolean(),
  /** What is set aside for it. */
  heldMicroUsd: microUsdSchema,
  /** The takes that were billed, `<scene>.<take>`. */
  takes: z.array(z.string()),
  /** When something was written here last. */
  heardAt: momentSchema,
});
/** A job in the {@link QuotaBook}. */
export type BookedJob = z.infer<typeof bookedJobSchema>;

const bookedDaySchema = z.strictObject({ microUsd: microUsdSchema, jobs: z.int().nonnegative() });

/**
 * What all persons use: one document, so that the limits of one person and of all are kept by one compare-and-set. It
 * holds the jobs at work and those of the last hours, and the day's sums; the rest is forgotten, see {@link bookAt}. A
 * job takes about 300 bytes, a person's day 50: the 1 MiB that NATS takes are enough for 2,500 jobs and 5,000 persons.
 */
export const quotaBookSchema = z.strictObject({
  version: z.literal(1),
  /** The day (UTC) of `persons` and `rests`. */
  day: z.iso.date(),
  jobs: z.record(jobIdSchema, bookedJobSchema),
  /** What each person's takes of the day cost, and how many jobs they began. */
  persons: z.record(z.string(), bookedDaySchema),
  /** How many jobs came to rest on the day, by how. */
  rests: z.partialRecord(restSchema, z.int().positive()),
});
/** See {@link quotaBookSchema}. */
export type QuotaBook = z.infer<typeof quotaBookSchema>;

/** The UTC day of a moment: `2026-11-22`. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** How long a job at rest stands by name, so that what is said of it again is known as said before. */
const rememberMs = 2 * 60 * 60 * 1000;

/** A job that nothing was heard of for so long holds nothing any more; it waits for its person, or was lost. */
const forgottenAfterMs = 24 * 60 * 60 * 1000;

/** The book as it stands at a moment: of that day (never of an earlier one), without jobs nobody will speak of again. */
export function bookAt(book: QuotaBook | undefined, at: number): QuotaBook {
  const day = dayOf(at);
  if (book === undefined) return { version: 1, day, jobs: {}, persons: {}, rests: {} };
  const known = Object.entries(book.jobs);
  const kept = known.filter(
    ([, { open, heardAt }]) => at - heardAt <= (open ? forgottenAfterMs : rememberMs),
  );
  const jobs = kept.length === known.length ? book.jobs : Object.fromEntries(kept);
  if (day > book.day) return { version: 1, day, jobs, persons: {}, rests: {} };
  return jobs === book.jobs ? book : { ...book, jobs };
}

/** The day's figures of a person. */
export function dayOfPerson({ persons }: QuotaBook, personId: string): z.infer<typeof bookedDaySchema> {
  return persons[personId] ?? { microUsd: 0, jobs: 0 };
}

/** The book as if nothing was set aside for a job. */
export function withoutJob(book: QuotaBook, jobId: string): QuotaBook {
  return { ...book, jobs: Object.fromEntries(Object.entries(book.jobs).filter(([id]) => id !== jobId)) };
}

/** What somebody uses, or all. Amounts in millionths of a US dollar. */
export interface Use {
  readonly spentMicroUsd: number;
  readonly heldMicroUsd: number;
  readonly jobsToday: number;
  readonly jobsRunning: number;
}

/** @param personId - missing: of all */
export function useOf(book: QuotaBook, personId?: string): Use {
  const days = personId === undefined ? Object.values(book.persons) : [dayOfPerson(book, personId)];
  const open = Object.values(book.jobs).filter(
    (job) => job.open && (personId === undefined || job.personId === personId),
  );
  return {
    spentMicroUsd: sum(days.map(({ microUsd }) => microUsd)),
    heldMicroUsd: sum(open.map(({ heldMicroUsd }) => heldMicroUsd)),
    jobsToday: sum(days.map(({ jobs }) => jobs)),
    jobsRunning: open.length,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
