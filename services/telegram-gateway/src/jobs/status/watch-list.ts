import type { Documents } from '@kinoline/messaging';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';

/** Ids of jobs. */
export const watchedSchema = z.strictObject({ jobs: z.array(z.string()) });
/** See {@link watchedSchema}. */
export type Watched = z.infer<typeof watchedSchema>;

/** Injection token of the lists, `Documents<Watched>`. */
export const WATCHED = Symbol('Watched');

/** Over how many lists the jobs are spread, so that many can begin at once. */
const lists = 16;

/**
 * The jobs that need looking after: their status message is not what it should be, or time passes in it, or clips are
 * to be shown. Whoever changes a job adds it afterwards; so a job may stand here for nothing, but is never missing.
 */
@Injectable()
export class WatchList {
  constructor(@Inject(WATCHED) private readonly watched: Documents<Watched>) {}

  async add(jobId: string): Promise<void> {
    await this.watched.change(listOf(jobId), (list = { jobs: [] }) =>
      list.jobs.includes(jobId) ? list : { jobs: [...list.jobs, jobId] },
    );
  }

  async remove(jobId: string): Promise<void> {
    await this.watched.change(listOf(jobId), (list) =>
      list?.jobs.includes(jobId) ? { jobs: list.jobs.filter((each) => each !== jobId) } : list,
    );
  }

  async all(): Promise<string[]> {
    const keys = Array.from({ length: lists }, (_, at) => keyOf(at));
    const found = await Promise.all(keys.map((key) => this.watched.read(key)));
    return found.flatMap((list) => list?.jobs ?? []);
  }
}

function listOf(jobId: string): string {
  return keyOf(Number.parseInt(jobId.slice(-4), 16) % lists);
}

function keyOf(list: number): string {
  return `watched.${list}`;
}
