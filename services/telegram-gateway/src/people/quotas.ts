import type { Person } from './person.js';

/** Where a person stands today (UTC). Amounts in US dollars; a missing limit is none. */
export interface Standing {
  readonly spentUsd: number;
  /** Set aside for jobs that are running. */
  readonly reservedUsd: number;
  readonly limitUsd: number | undefined;
  readonly jobsToday: number;
  readonly jobsADay: number | undefined;
  readonly jobsRunning: number;
  readonly jobsAtOnce: number | undefined;
}

/** What a job is admitted for: it begins, a revision of its storyboard is approved, or one is changed. */
export type Occasion =
  | { readonly kind: 'begin' }
  | {
      readonly kind: 'approval' | 'change';
      readonly revision: number;
      /** What the job cost before the change, in US dollars; missing: nothing. */
      readonly usedUsd?: number;
    };

/** Why a job may not begin (or go on) now. */
export type QuotaRefusal =
  | {
      readonly because: 'jobs-at-once' | 'jobs-a-day';
      readonly of: 'person' | 'everyone';
      readonly limit: number;
    }
  /** Of the person or of all: `leftUsd` is what there is. */
  | { readonly because: 'person-day' | 'everyone-day'; readonly limitUsd: number; readonly leftUsd: number }
  /** The operator's budget of one film. */
  | { readonly because: 'job'; readonly limitUsd: number }
  /** The person themselves said what the film may cost. */
  | { readonly because: 'film'; readonly limitUsd: number; readonly leftUsd: number };

/** Keeps what persons may use: jobs at once, jobs and dollars a day, each and all together. Everything may be repeated. */
export interface Quotas {
  /**
   * Sets a job's price aside, in place of what was set aside for it before, or says why not. The same again is admitted
   * again.
   *
   * @param occasion - for what; missing: the job begins
   */
  admit(
    person: Person,
    jobId: string,
    priceUsd: number,
    now: Date,
    occasion?: Occasion,
  ): Promise<QuotaRefusal | undefined>;
  /** A take of a job cost this much; it counts on the day of `at`. */
  bill(
    personId: string,
    jobId: string,
    take: { readonly scene: number; readonly take: number },
    costUsd: number,
    at: Date,
  ): Promise<void>;
  /**
   * The job rests or ended: what was set aside for it is free again. `change-refused`: it rests on, as it did before the
   * change that was admitted last, which may be admitted once more.
   *
   * @param at - when that was said (the envelope's time): a rest that is heard again after a newer admission of the job
   *   frees nothing
   */
  release(
    personId: string,
    jobId: string,
    outcome: 'delivered' | 'failed' | 'cancelled' | 'rejected' | 'held' | 'change-refused',
    at: Date,
  ): Promise<void>;
  /** @param without - a job for which nothing counts as set aside, since its price is shown beside the answer */
  standing(person: Person, now: Date, without?: string): Promise<Standing>;
  /** The day limit of this person, never more than the budget has, as a job must carry it (`personDayBudgetUsd`). */
  dayLimitUsd(person: Person): number | undefined;
}

/** Injection token of the {@link Quotas}. */
export const QUOTAS = Symbol('Quotas');
