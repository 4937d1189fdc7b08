import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { admit, type Limits } from './admission.js';
import type { Occasion } from './quotas.js';
import { type QuotaBook, quotaBookSchema, restSchema, useOf } from './quota-book.js';
import { bill, release } from './settlement.js';

const noon = Date.parse('2026-11-22T12:00:00Z');
const hour = 60 * 60 * 1000;
const people = ['1', '2', '3'];
const jobId = (number: number): string =>
  `0193${String(number).padStart(4, '0')}-0000-7000-8000-000000000000`;

const limits: Limits = {
  person: { jobsAtOnce: 2, jobsADay: 4, dayUsd: 10 },
  everyone: { jobsAtOnce: 4, jobsADay: 9, dayUsd: 20 },
};
const unlimited = { jobsAtOnce: undefined, jobsADay: undefined, dayUsd: undefined };

const begin: Occasion = { kind: 'begin' };
const admission = (job: number, usd: number, occasion: Occasion = begin, at = noon) => ({
  personId: people[job % people.length]!,
  jobId: jobId(job),
  occasion,
  microUsd: usd * 1_000_000,
  at,
});

/** The book with everything admitted. */
function admitted(...wanted: ReturnType<typeof admission>[]): QuotaBook {
  return wanted.reduce<QuotaBook | undefined>((book, each) => {
    const result = admit(book, each, { person: unlimited, everyone: unlimited });
    if ('refusal' in result) throw new Error('refused without a limit');
    return result.book;
  }, undefined)!;
}

describe('the budget of one film', () => {
  const refusal = (usd: number, occasion: Occasion): unknown => {
    const result = admit(undefined, admission(0, usd, occasion), {
      person: unlimited,
      everyone: unlimited,
      jobUsd: 5,
    });
    return 'refusal' in result ? result.refusal : undefined;
  };

  it('counts what the film cost before it is changed', () => {
    expect(refusal(5, begin)).toBeUndefined();
    expect(refusal(5.01, begin)).toEqual({ because: 'job', limitUsd: 5 });
    expect(refusal(5.01, { kind: 'approval', revision: 1 })).toMatchObject({ because: 'job' });
    expect(refusal(1.4, { kind: 'change', revision: 2, usedUsd: 3.6 })).toBeUndefined();
    expect(refusal(1.5, { kind: 'change', revision: 2, usedUsd: 3.6 })).toMatchObject({ because: 'job' });
    // The film is made of what there is: that costs nothing.
    expect(refusal(0, { kind: 'change', revision: 2, usedUsd: 6 })).toBeUndefined();
  });
});

const taking = (job: number, take: string, usd: number, at = noon) => ({
  personId: people[job % people.length]!,
  jobId: jobId(job),
  take,
  microUsd: usd * 1_000_000,
  at,
});
const resting = (job: number, at = noon, rest: 'delivered' | 'rejected' = 'delivered') => ({
  personId: people[job % people.length]!,
  jobId: jobId(job),
  rest,
  at,
});

const move = fc.oneof(
  fc.record({
    kind: fc.constant('admit' as const),
    job: fc.nat(8),
    occasion: fc.oneof(
      fc.constant(begin),
      fc.record({
        kind: fc.constantFrom('approval' as const, 'change' as const),
        revision: fc.integer({ min: 1, max: 3 }),
      }),
    ),
    usd: fc.nat(6),
  }),
  fc.record({ kind: fc.constant('bill' as const), job: fc.nat(8), take: fc.nat(4), usd: fc.nat(4) }),
  fc.record({
    kind: fc.constant('release' as const),
    job: fc.nat(8),
    rest: fc.constantFrom(...restSchema.options),
  }),
);
type Move = typeof move extends fc.Arbitrary<infer Each> ? Each : never;

function after(book: QuotaBook | undefined, each: Move, at: number): QuotaBook | undefined {
  switch (each.kind) {
    case 'admit': {
      const result = admit(book, admission(each.job, each.usd, each.occasion, at), limits);
      return 'book' in result ? result.book : book;
    }
    case 'bill':
      return bill(book, taking(each.job, `1.${each.take}`, each.usd, at));
    case 'release':
      return release(book, { ...resting(each.job, at), rest: each.rest });
  }
}

describe('the quota book', () => {
  it('is never over a limit after an admission, and never negative, whatever happens in whatever order', () => {
    const story = fc.array(fc.tuple(move, fc.nat(3 * hour)), { maxLength: 60 });
    fc.assert(
      fc.property(story, (moves) => {
        let book: QuotaBook | undefined;
        let at = noon;
        for (const [each, wait] of moves) {
          at += wait;
          const next = after(book, each, at);
          if (next) quotaBookSchema.parse(next);
          if (next && each.kind === 'admit' && next !== book) expectWithin(next, book, each.job);
          book = next;
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is the same when something is said again', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
        let book: QuotaBook | undefined;
        for (const each of moves) {
          book = after(book, each, noon);
          expect(after(book, each, noon)).toEqual(book);
        }
      }),
    );
  });

  it('adds up bills in any order, each take once', () => {
    const bills = fc.uniqueArray(fc.record({ job: fc.nat(5), take: fc.nat(9), usd: fc.nat(9) }), {
      selector: ({ job, take }) => `${job}.${take}`,
    });
    fc.assert(
      fc.property(
        bills.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 })),
        ),
        ([all, said]) => {
          const book = said.reduce<QuotaBook>(
            (before, { job, take, usd }) => bill(before, taking(job, `1.${take}`, usd)),
            admitted(admission(0, 5)),
          );
          expect(useOf(book).spentMicroUsd).toBe(all.reduce((sum, { usd }) => sum + usd, 0) * 1_000_000);
        },
      ),
    );
  });

  it('holds nothing any more when all jobs rest', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
        const busy = moves.reduce<QuotaBook | undefined>((book, each) => after(book, each, noon), undefined);
        const calm = Array.from({ length: 9 }).reduce<QuotaBook | undefined>(
          (book, _, job) => release(book, resting(job)),
          busy,
        );
        expect(useOf(calm!)).toMatchObject({ heldMicroUsd: 0, jobsRunning: 0 });
      }),
    );
  });
});

/** @param job - the one that was admitted, if anything was */
function expectWithin(book: QuotaBook, before: QuotaBook | undefined, job: number): void {
  const admittedNow = book.jobs[jobId(job)]?.admission !== before?.jobs[jobId(job)]?.admission;
  if (!admittedNow) return;
  for (const [use, limit] of [
    [useOf(book, people[job % people.length]), limits.person],
    [useOf(book), limits.everyone],
  ] as const) {
    expect(use.spentMicroUsd + use.heldMicroUsd).toBeLessThanOrEqual(limit.dayUsd! * 1_000_000);
    expect(use.jobsRunning).toBeLessThanOrEqual(limit.jobsAtOnce!);
    expect(use.jobsToday).toBeLessThanOrEqual(limit.jobsADay!);
  }
}

describe('an admission', () => {
  const refusalOf = (book: QuotaBook, wanted: ReturnType<typeof admission>, within: Limits = limits) => {
    const result = admit(book, wanted, within);
    return 'refusal' in result ? result.refusal : undefined;
  };

  it('names the limit that is reached', () => {
    const two = admitted(admission(0, 1), admission(3, 1));
    expect(refusalOf(two, admission(6, 1))).toEqual({ because: 'jobs-at-once', of: 'person', limit: 2 });
    const four = admitted(admission(0, 1), admission(1, 1), admission(3, 1), admission(4, 1));
    expect(refusalOf(four, admission(2, 1))).toEqual({ because: 'jobs-at-once', of: 'everyone', limit: 4 });
    const spent = bill(admitted(admission(0, 5)), taking(0, '1.1', 4));
    expect(refusalOf(spent, admission(3, 6))).toEqual({ because: 'person-day', limitUsd: 10, leftUsd: 5 });
    const dear = admitted(admission(0, 9), admission(1, 9));
    expect(refusalOf(dear, admission(2, 3))).toEqual({ because: 'everyone-day', limitUsd: 20, leftUsd: 2 });
  });

  it('counts the jobs of the day that are over, too', () => {
    let book: QuotaBook | undefined;
    for (const job of [0, 3, 6, 9]) {
      const result = admit(book, admission(job, 1), limits);
      if (!('book' in result)) throw new Error('refused');
      book = release(result.book, resting(job));
    }
    expect(refusalOf(book!, admission(12, 1))).toEqual({ because: 'jobs-a-day', of: 'person', limit: 4 });
    const tomorrow = admission(12, 1, begin, noon + 24 * hour);
    expect(refusalOf(book!, tomorrow)).toBeUndefined();
  });

  it('does not count a job that was not taken on', () => {
    const book = release(admitted(admission(0, 5)), resting(0, noon, 'rejected'));
    expect(useOf(book, '1')).toEqual({ spentMicroUsd: 0, heldMicroUsd: 0, jobsToday: 0, jobsRunning: 0 });
  });

  it('of a job that was not taken on after all may be made anew, within the limits', () => {
    const back = release(admitted(admission(0, 5)), resting(0, noon, 'rejected'));
    const result = admit(back, admission(0, 5), limits);
    if (!('book' in result)) throw new Error('refused');
    expect(useOf(result.book, '1')).toMatchObject({ heldMicroUsd: 5_000_000, jobsToday: 1, jobsRunning: 1 });
    expect(refusalOf(back, admission(0, 11))).toMatchObject({ because: 'person-day' });
  });

  it('of an approval takes the place of the first price', () => {
    const dropped = admitted(admission(0, 5), admission(0, 2, { kind: 'approval', revision: 3 }));
    expect(useOf(dropped, '1')).toMatchObject({ heldMicroUsd: 2_000_000, jobsToday: 1 });
    const again = admit(dropped, admission(0, 5), limits);
    expect('book' in again && again.book).toBe(dropped);
  });

  it('of a change reopens a job at rest, which a rest heard late does not close', () => {
    const rested = release(admitted(admission(0, 5)), resting(0, noon + hour));
    const result = admit(rested, admission(0, 2, { kind: 'change', revision: 1 }, noon + 1.5 * hour), limits);
    if (!('book' in result)) throw new Error('refused');
    expect(useOf(result.book)).toMatchObject({ heldMicroUsd: 2_000_000, jobsRunning: 1 });
    expect(release(result.book, resting(0, noon + hour))).toBe(result.book);
    const late = resting(0, noon + 1.6 * hour);
    const done = release(result.book, late);
    expect([useOf(done).jobsRunning, done.rests.delivered]).toEqual([0, 2]);
    const refused = release(result.book, { ...late, rest: 'change-refused' });
    expect([useOf(refused).jobsRunning, refused.rests.delivered]).toEqual([0, 1]);
  });

  it('of a change that was taken back is as good as none: the same one is admitted anew, within the limits', () => {
    const within = (book: QuotaBook, wanted: ReturnType<typeof admission>): QuotaBook => {
      const result = admit(book, wanted, limits);
      if (!('book' in result)) throw new Error('refused');
      return result.book;
    };
    const change = admission(0, 9, { kind: 'change', revision: 1 });
    const rested = release(admitted(admission(0, 5)), resting(0));
    const back = release(within(rested, change), { ...resting(0), rest: 'change-refused' });
    expect(useOf(back)).toMatchObject({ heldMicroUsd: 0, jobsRunning: 0 });
    expect(useOf(within(back, change))).toMatchObject({ heldMicroUsd: 9_000_000, jobsRunning: 1 });
    expect(refusalOf(back, { ...change, microUsd: 11_000_000 })).toMatchObject({ because: 'person-day' });
  });
});

describe('midnight', () => {
  const late = Date.parse('2026-11-22T23:50:00Z');
  const early = late + hour;

  it('keeps what is set aside and forgets what was spent', () => {
    const book = bill(
      bill(admitted(admission(0, 5, begin, late)), taking(0, '1.1', 2, late)),
      taking(0, '2.1', 1, early),
    );
    expect(useOf(book, '1')).toEqual({
      spentMicroUsd: 1_000_000,
      heldMicroUsd: 2_000_000,
      jobsToday: 0,
      jobsRunning: 1,
    });
  });

  it('does not come twice: a bill of yesterday counts nowhere', () => {
    const today = admitted(admission(0, 5, begin, early));
    expect(useOf(bill(today, taking(0, '1.1', 2, late)))).toMatchObject({
      spentMicroUsd: 0,
      heldMicroUsd: 3_000_000,
    });
  });
});

describe('what nobody speaks of any more', () => {
  it('holds nothing after a day', () => {
    const book = admitted(admission(0, 5));
    expect(useOf(admitted(admission(0, 5))).jobsRunning).toBe(1);
    const later = bill(book, taking(1, '1.1', 1, noon + 25 * hour));
    expect(useOf(later)).toMatchObject({ jobsRunning: 0, heldMicroUsd: 0 });
  });

  it('does not make the book grow', () => {
    let book: QuotaBook | undefined;
    for (let job = 0; job < 400; job++) {
      const at = noon + job * 60_000;
      const result = admit(book, admission(job, 1, begin, at), { person: unlimited, everyone: unlimited });
      if (!('book' in result)) throw new Error('refused');
      book = release(result.book, resting(job, at));
    }
    expect(Object.keys(book!.jobs).length).toBeLessThanOrEqual(122);
  });
});
