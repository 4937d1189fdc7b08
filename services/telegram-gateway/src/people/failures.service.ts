import { type AnyMessage, JobFailed, SceneFailed } from '@kinoline/contracts';
import { MESSAGE_HISTORY, type MessageHistory } from '@kinoline/messaging';
import { Inject, Injectable } from '@nestjs/common';
import PQueue from 'p-queue';
import { dayOf } from './quota-book.js';

/** Most failures that are read for one report, of each kind. */
const readAtMost = 300;
const readAtOnce = 20;

/** A job that fails today may have begun so long before, in milliseconds. */
const longestJobMs = 3 * 24 * 60 * 60 * 1000;

/** What failed on a day. */
export interface Failures {
  /** How often, by code; the most frequent first. */
  readonly counts: readonly (readonly [code: string, count: number])[];
  /** Whether there were more than were read. */
  readonly incomplete: boolean;
}

/** Counts what failed, from the messages of the line. */
@Injectable()
export class FailuresService {
  constructor(@Inject(MESSAGE_HISTORY) private readonly history: MessageHistory) {}

  /** Takes and jobs that failed on the day (UTC), by code; takes that were called off are none. */
  async on(now: Date): Promise<Failures> {
    const scenes = await this.codes(SceneFailed, now);
    const jobs = await this.codes(JobFailed, now);
    const counts = new Map<string, number>();
    for (const code of [...scenes.codes, ...jobs.codes]) {
      if (code !== 'cancelled') counts.set(code, (counts.get(code) ?? 0) + 1);
    }
    return {
      counts: [...counts].sort(([, a], [, b]) => b - a),
      incomplete: scenes.incomplete || jobs.incomplete,
    };
  }

  private async codes(
    message: typeof SceneFailed | typeof JobFailed,
    now: Date,
  ): Promise<{ readonly codes: readonly string[]; readonly incomplete: boolean }> {
    const earliest = now.getTime() - longestJobMs;
    const identities = (await this.history.identities<AnyMessage>(message, {}))
      .filter(({ jobId = '' }) => beganAt(jobId) >= earliest)
      .sort((a, b) => beganAt(b['jobId'] ?? '') - beganAt(a['jobId'] ?? ''));
    const queue = new PQueue({ concurrency: readAtOnce });
    const read = identities
      .slice(0, readAtMost)
      .map(
        (identity) => () =>
          this.history.first<typeof SceneFailed | typeof JobFailed>(message, numbered(identity)),
      );
    const envelopes = await queue.addAll(read);
    const today = envelopes.filter((each) => each && dayOf(Date.parse(each.time)) === dayOf(now.getTime()));
    return {
      codes: today.flatMap((each) => (each ? [each.data.code] : [])),
      incomplete: identities.length > readAtMost,
    };
  }
}

/** When a job began, in milliseconds since 1970: its id says so (UUID version 7). */
function beganAt(jobId: string): number {
  return Number.parseInt(jobId.replace('-', '').slice(0, 12), 16);
}

/** The fields of an identity as its message has them: all but the job's id are numbers. */
function numbered({ jobId = '', ...numbers }: Readonly<Record<string, string>>): { readonly jobId: string } {
  return {
    jobId,
    ...Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, Number(value)])),
  };
}
