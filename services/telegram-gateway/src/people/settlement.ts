import { omit } from 'es-toolkit/object';
import { bookAt, type BookedJob, dayOf, dayOfPerson, type QuotaBook, type Rest } from './quota-book.js';

/** A take cost something. */
export interface Bill {
  readonly personId: string;
  readonly jobId: string;
  /** `<scene>.<take>` */
  readonly take: string;
  /** Millionths of a US dollar. */
  readonly microUsd: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A job came to rest. */
export interface Release {
  readonly personId: string;
  readonly jobId: string;
  readonly rest: Rest | 'change-refused';
  /** When that was said, in milliseconds since 1970. */
  readonly at: number;
}

/** Books what a take really cost, in place of a part of what was set aside; each take once. */
export function bill(
  before: QuotaBook | undefined,
  { personId, jobId, take, microUsd, at }: Bill,
): QuotaBook {
  const book = bookAt(before, at);
  const job = book.jobs[jobId] ?? unknownJob(personId, at);
  if (job.takes.includes(take)) return book;
  const billed = {
    ...job,
    heldMicroUsd: Math.max(0, job.heldMicroUsd - microUsd),
    takes: [...job.takes, take],
    heardAt: Math.max(job.heardAt, at),
  };
  const jobs = { ...book.jobs, [jobId]: billed };
  // A bill of yesterday that comes after midnight is none of today's.
  if (dayOf(at) < book.day) return { ...book, jobs };
  const day = dayOfPerson(book, personId);
  return {
    ...book,
    jobs,
    persons: { ...book.persons, [personId]: { ...day, microUsd: day.microUsd + microUsd } },
  };
}

/** Only its takes are known: it was released hours ago, or nobody asked for its admission. */
function unknownJob(personId: string, at: number): BookedJob {
  return {
    personId,
    begunOn: dayOf(at),
    admittedAt: 0,
    open: false,
    heldMicroUsd: 0,
    takes: [],
    heardAt: at,
  };
}

/** Clocks of two machines may differ by so much, in milliseconds. */
const clockDifferenceMs = 2_000;

/**
 * Frees what is set aside for a job; a rest from before its last admission frees nothing. A change that was refused may be
 * admitted once more.
 */
export function release(before: QuotaBook | undefined, { personId, jobId, rest, at }: Release): QuotaBook {
  const book = bookAt(before, at);
  const job = book.jobs[jobId];
  if (!job?.open || at + clockDifferenceMs < job.admittedAt) return book;
  const heardAt = Math.max(job.heardAt, at);
  const rested = { ...job, open: false, heldMicroUsd: 0, heardAt };
  if (rest === 'change-refused') {
    return { ...book, jobs: { ...book.jobs, [jobId]: { ...rested, ...admissionBefore(job) } } };
  }
  // A job that was not taken on may be admitted anew: its Accept was decided otherwise in between.
  const jobs = { ...book.jobs, [jobId]: rest === 'rejected' ? omit(rested, ['admission']) : rested };
  if (dayOf(at) < book.day) return { ...book, jobs };
  const day = dayOfPerson(book, personId);
  // A job that was not taken on is none of the day's.
  const isUncounted = rest === 'rejected' && job.begunOn === book.day;
  const counted = { ...day, jobs: Math.max(0, day.jobs - (isUncounted ? 1 : 0)) };
  return {
    ...book,
    jobs,
    persons: { ...book.persons, [personId]: counted },
    rests: { ...book.rests, [rest]: (book.rests[rest] ?? 0) + 1 },
  };
}

/** Which admission a job had at most before its last one. */
function admissionBefore({ admission = 0 }: BookedJob): Pick<BookedJob, 'admission'> {
  return { admission: Math.max(0, admission - 1) };
}
