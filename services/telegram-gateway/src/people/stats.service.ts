import type { Documents } from '@kinoline/messaging';
import { Inject, Injectable } from '@nestjs/common';
import { type GatewaySettings, SETTINGS } from '../config.js';
import { said } from '../conversation/replies.js';
import type { Reply, Turn } from '../conversation/topic.js';
import { dollars } from '../words/figures.js';
import type { Words } from '../words/words.js';
import { type Failures, FailuresService } from './failures.service.js';
import { PEOPLE, type People } from './people.js';
import { bookAt, type QuotaBook, useOf } from './quota-book.js';
import { QUOTA_BOOKS, quotaBookKey } from './quota-books.js';

/** How many of those who spent most are named. */
const namedSpenders = 5;

/** The day in figures, for the owners. */
@Injectable()
export class StatsService {
  constructor(
    @Inject(QUOTA_BOOKS) private readonly books: Documents<QuotaBook>,
    @Inject(SETTINGS) private readonly settings: Pick<GatewaySettings, 'access'>,
    @Inject(PEOPLE) private readonly people: People,
    private readonly failures: FailuresService,
  ) {}

  /** Films, money, failures and who spent most, today (UTC). */
  async report({ words, now }: Turn): Promise<Reply> {
    const book = bookAt(await this.books.read(quotaBookKey), now.getTime());
    const html = [
      words.html('people-stats-title', { day: book.day }),
      this.figures(book, words),
      failureLines(await this.failures.on(now), words),
      ...(await this.spenders(book, words)),
    ].join('\n\n');
    return said(html);
  }

  private figures(book: QuotaBook, words: Words): string {
    const { jobsToday, jobsRunning, spentMicroUsd, heldMicroUsd } = useOf(book);
    const { delivered = 0, held = 0, failed = 0, cancelled = 0, rejected = 0 } = book.rests;
    const { dayUsd } = this.settings.access.everyone;
    return [
      words.html('people-stats-jobs', { jobs: jobsToday, running: jobsRunning }),
      words.html('people-stats-rests', { delivered, held, failed, cancelled, rejected }),
      words.html('people-stats-money', {
        spent: dollars(spentMicroUsd / 1_000_000),
        limit: dayUsd === undefined ? 'none' : dollars(dayUsd),
        reserved: dollars(heldMicroUsd / 1_000_000),
      }),
    ].join('\n');
  }

  private async spenders({ persons }: QuotaBook, words: Words): Promise<readonly string[]> {
    const most = Object.entries(persons)
      .filter(([, { microUsd }]) => microUsd > 0)
      .sort(([, a], [, b]) => b.microUsd - a.microUsd)
      .slice(0, namedSpenders);
    if (most.length === 0) return [];
    const lines = await Promise.all(
      most.map(async ([id, { microUsd, jobs }]) => {
        const name = (await this.people.read(id))?.name ?? id;
        return words.html('people-stats-spender', { name, id, spent: dollars(microUsd / 1_000_000), jobs });
      }),
    );
    return [[words.html('people-stats-spenders'), ...lines].join('\n')];
  }
}

function failureLines({ counts, incomplete }: Failures, words: Words): string {
  if (counts.length === 0) return words.html('people-stats-no-failures');
  return [
    words.html('people-stats-failures'),
    ...counts.map(([code, count]) => words.html('people-stats-failure', { code, count })),
    ...(incomplete ? [words.html('people-stats-more-failures')] : []),
  ].join('\n');
}
