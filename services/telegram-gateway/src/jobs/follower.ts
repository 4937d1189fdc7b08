import { Inject, Injectable } from '@nestjs/common';
import type { Documents } from '@kinoline/messaging';
import { QUOTAS, type Quotas } from '../people/quotas.js';
import { CareService } from './status/care.service.js';
import type { JobFact, LineFact } from './fact.js';
import { PacesService } from './time/paces.service.js';
import { isRefused, isResting } from './progress.js';
import { shownAfter } from './shown-after.js';
import type { ShownJob } from './shown-job.js';
import { SHOWN_JOBS } from './shown-jobs.js';

/** Follows what happens to the jobs that chats show. Everything may be told again and in any order. */
@Injectable()
export class JobFollower {
  constructor(
    @Inject(SHOWN_JOBS) private readonly jobs: Documents<ShownJob>,
    @Inject(QUOTAS) private readonly quotas: Quotas,
    private readonly paces: PacesService,
    private readonly care: CareService,
  ) {}

  /**
   * Takes a message of the line into account: what is shown, what the person spent, how fast the models are.
   *
   * @returns the job; undefined when no chat shows it, as of the command line's
   */
  hear(fact: LineFact): Promise<ShownJob | undefined> {
    return this.note(fact.data.jobId, { ...fact, at: fact.at ?? new Date().toISOString() });
  }

  /** Takes into account what the gateway did itself. @returns as {@link hear} */
  async note(jobId: string, fact: JobFact): Promise<ShownJob | undefined> {
    const { document: job } = await this.jobs.change(jobId, (known) => known && shownAfter(known, fact));
    if (!job) return undefined;
    await this.account(job, fact);
    await this.care.wake(jobId);
    return job;
  }

  /** What was set aside for a change that nobody asks for is free again: the job rests on. */
  async free({ jobId, request }: ShownJob, at: Date): Promise<void> {
    await this.quotas.release(request.requester.personId, jobId, 'change-refused', at);
  }

  private async account(job: ShownJob, fact: JobFact): Promise<void> {
    const { personId } = job.request.requester;
    if (fact.name === 'SceneRendered') await this.paces.learn(fact);
    if (fact.name === 'SceneRendered' || fact.name === 'SceneFailed') {
      const { scene, take, costUsd } = fact.data;
      if (costUsd > 0)
        await this.quotas.bill(personId, job.jobId, { scene, take }, costUsd, new Date(fact.at));
    }
    const rest = restOf(job, fact);
    if (rest) await this.quotas.release(personId, job.jobId, rest.outcome, new Date(rest.at));
  }
}

interface Rest {
  readonly outcome: Parameters<Quotas['release']>[2];
  /** Of which cut. */
  readonly cut: number;
  readonly at: string;
}

/** The rest that a fact brought the job to; undefined when it did not, or the job went on since. */
function restOf(job: ShownJob, fact: JobFact): Rest | undefined {
  if (fact.name === 'ScenesPlanned' && isResting(job) && isRefused(job)) {
    return { outcome: 'change-refused', cut: job.cut, at: fact.at };
  }
  const rest = toldRest(fact);
  return rest?.outcome === job.stage && rest.cut === job.cut ? rest : undefined;
}

function toldRest(fact: JobFact): Rest | undefined {
  switch (fact.name) {
    case 'JobRejected':
      return { outcome: 'rejected', cut: 1, at: fact.at };
    case 'JobHeld':
      return { outcome: 'held', cut: fact.data.cut, at: fact.at };
    case 'JobFailed':
      return { outcome: 'failed', cut: fact.data.cut, at: fact.at };
    case 'JobCancelled':
      return { outcome: 'cancelled', cut: fact.data.cut, at: fact.at };
    case 'FilmBrought':
      return { outcome: 'delivered', cut: fact.film.cut, at: fact.at };
    case 'ScenesPlanned':
    case 'SceneRendered':
    case 'SceneFailed':
    case 'FilmStitched':
    case 'Approved':
    case 'ChangeAsked':
    case 'DeliveryBegun':
    case 'DeliveryUnsent':
    case 'ClipBegun':
    case 'ClipShown':
      return undefined;
  }
}
