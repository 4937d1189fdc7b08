import type { Documents } from '@kinoline/messaging';
import { Inject, Injectable } from '@nestjs/common';
import PQueue from 'p-queue';
import { type AccessSettings, type GatewaySettings, SETTINGS, smallerLimit } from '../config.js';
import { admit, type Limits } from './admission.js';
import type { Person } from './person.js';
import { bookAt, type QuotaBook, useOf, withoutJob } from './quota-book.js';
import { QUOTA_BOOKS, quotaBookKey } from './quota-books.js';
import type { Occasion, QuotaRefusal, Quotas, Standing } from './quotas.js';
import { bill, type Release, release } from './settlement.js';

/** Keeps the quotas in one document. */
@Injectable()
export class QuotasService implements Quotas {
  private readonly limits: AccessSettings;
  /** Of this process only one change at a time races with those of the others. */
  private readonly oneByOne = new PQueue({ concurrency: 1 });

  constructor(
    @Inject(QUOTA_BOOKS) private readonly books: Documents<QuotaBook>,
    @Inject(SETTINGS) { access }: Pick<GatewaySettings, 'access'>,
  ) {
    this.limits = access;
  }

  async admit(
    person: Person,
    jobId: string,
    priceUsd: number,
    now: Date,
    occasion: Occasion = { kind: 'begin' },
  ): Promise<QuotaRefusal | undefined> {
    const { personId } = person;
    const admission = { personId, jobId, occasion, microUsd: microUsdOf(priceUsd), at: now.getTime() };
    const limits: Limits = {
      person: { ...this.limits.eachPerson, dayUsd: this.dayLimitUsd(person) },
      everyone: this.limits.everyone,
      jobUsd: this.limits.budgets.jobUsd,
    };
    let refusal: QuotaRefusal | undefined;
    await this.change((book) => {
      const decided = admit(book, admission, limits);
      refusal = 'refusal' in decided ? decided.refusal : undefined;
      return 'book' in decided ? decided.book : undefined;
    });
    return refusal;
  }

  async bill(
    personId: string,
    jobId: string,
    { scene, take }: { readonly scene: number; readonly take: number },
    costUsd: number,
    at: Date,
  ): Promise<void> {
    const cost = { personId, jobId, take: `${scene}.${take}`, microUsd: microUsdOf(costUsd), at: +at };
    await this.change((book) => bill(book, cost));
  }

  async release(personId: string, jobId: string, rest: Release['rest'], at: Date): Promise<void> {
    await this.change((book) => release(book, { personId, jobId, rest, at: +at }));
  }

  async standing(person: Person, now: Date, without?: string): Promise<Standing> {
    const book = bookAt(await this.books.read(quotaBookKey), +now);
    const use = useOf(without === undefined ? book : withoutJob(book, without), person.personId);
    const { jobsADay, jobsAtOnce } = this.limits.eachPerson;
    return {
      spentUsd: use.spentMicroUsd / 1_000_000,
      reservedUsd: use.heldMicroUsd / 1_000_000,
      limitUsd: this.dayLimitUsd(person),
      jobsToday: use.jobsToday,
      jobsADay,
      jobsRunning: use.jobsRunning,
      jobsAtOnce,
    };
  }

  dayLimitUsd({ dayLimitUsd }: Person): number | undefined {
    const { eachPerson, budgets } = this.limits;
    return smallerLimit(dayLimitUsd ?? eachPerson.dayUsd, budgets.personDayUsd);
  }

  private change(change: (book: QuotaBook | undefined) => QuotaBook | undefined): Promise<unknown> {
    return this.oneByOne.add(() => this.books.change(quotaBookKey, change));
  }
}

function microUsdOf(usd: number): number {
  return Math.round(usd * 1_000_000);
}
