import { roundUsd } from '@kinoline/contracts';
import type { UseLimits } from '../config.js';
import {
  type BookedJob,
  bookAt,
  dayOf,
  dayOfPerson,
  type QuotaBook,
  type Use,
  useOf,
  withoutJob,
} from './quota-book.js';
import type { Occasion, QuotaRefusal } from './quotas.js';

/** Somebody wants a job to begin, or to go on. */
export interface Admission {
  readonly personId: string;
  readonly jobId: string;
  readonly occasion: Occasion;
  /** What is to be set aside from now on, in millionths of a US dollar. */
  readonly microUsd: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** The limits that hold for a person, for all together, and for one job. */
export interface Limits {
  readonly person: UseLimits;
  readonly everyone: UseLimits;
  /** Missing: none. In US dollars. */
  readonly jobUsd?: number | undefined;
}

/**
 * Sets a job's price aside; in place of what was set aside for it before. The same admission again, or an older one,
 * changes nothing.
 */
export function admit(
  before: QuotaBook | undefined,
  admission: Admission,
  limits: Limits,
): { readonly book: QuotaBook } | { readonly refusal: QuotaRefusal } {
  const book = bookAt(before, admission.at);
  const known = book.jobs[admission.jobId];
  if (known?.admission !== undefined && numberOf(admission.occasion) <= known.admission) return { book };
  const refusal = refusalOf(withoutJob(book, admission.jobId), admission, limits);
  return refusal ? { refusal } : { book: withJob(book, admission, known) };
}

/** Admissions of a job in the order in which they can follow each other. */
function numberOf(occasion: Occasion): number {
  switch (occasion.kind) {
    case 'begin':
      return 0;
    case 'approval':
      return 2 * occasion.revision;
    case 'change':
      return 2 * occasion.revision + 1;
  }
}

function withJob(
  book: QuotaBook,
  { personId, jobId, occasion, microUsd, at }: Admission,
  known: BookedJob | undefined,
): QuotaBook {
  const day = dayOfPerson(book, personId);
  const job: BookedJob = {
    personId,
    begunOn: known?.begunOn ?? dayOf(at),
    admission: numberOf(occasion),
    admittedAt: at,
    open: true,
    heldMicroUsd: microUsd,
    takes: known?.takes ?? [],
    heardAt: Math.max(at, known?.heardAt ?? 0),
  };
  const jobs = { ...book.jobs, [jobId]: job };
  if (occasion.kind !== 'begin') return { ...book, jobs };
  return { ...book, jobs, persons: { ...book.persons, [personId]: { ...day, jobs: day.jobs + 1 } } };
}

/** @param others - the book without the job in question */
function refusalOf(others: QuotaBook, admission: Admission, limits: Limits): QuotaRefusal | undefined {
  const own = useOf(others, admission.personId);
  const all = useOf(others);
  return (
    jobRefusal(admission, limits) ??
    countRefusal('person', own, admission, limits.person) ??
    countRefusal('everyone', all, admission, limits.everyone) ??
    moneyRefusal('person-day', own, admission, limits.person) ??
    moneyRefusal('everyone-day', all, admission, limits.everyone)
  );
}

/** What a job cost before it is changed counts as well. */
function jobRefusal({ occasion, microUsd }: Admission, { jobUsd }: Limits): QuotaRefusal | undefined {
  if (jobUsd === undefined || microUsd === 0) return undefined;
  const used = occasion.kind === 'begin' ? 0 : (occasion.usedUsd ?? 0);
  return roundUsd(used + microUsd / 1_000_000) > jobUsd ? { because: 'job', limitUsd: jobUsd } : undefined;
}

function countRefusal(
  of: 'person' | 'everyone',
  { jobsRunning, jobsToday }: Use,
  { occasion }: Admission,
  { jobsAtOnce, jobsADay }: UseLimits,
): QuotaRefusal | undefined {
  if (jobsAtOnce !== undefined && jobsRunning >= jobsAtOnce) {
    return { because: 'jobs-at-once', of, limit: jobsAtOnce };
  }
  if (occasion.kind === 'begin' && jobsADay !== undefined && jobsToday >= jobsADay) {
    return { because: 'jobs-a-day', of, limit: jobsADay };
  }
  return undefined;
}

function moneyRefusal(
  because: 'person-day' | 'everyone-day',
  { spentMicroUsd, heldMicroUsd }: Use,
  { microUsd }: Admission,
  { dayUsd }: UseLimits,
): QuotaRefusal | undefined {
  if (dayUsd === undefined) return undefined;
  const left = Math.round(dayUsd * 1_000_000) - spentMicroUsd - heldMicroUsd;
  if (microUsd <= left) return undefined;
  return { because, limitUsd: dayUsd, leftUsd: Math.max(0, left) / 1_000_000 };
}
