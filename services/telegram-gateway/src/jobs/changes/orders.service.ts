import { type Change, ChangeRequested, type DataOf, type ModelCatalogue } from '@kinoline/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { CATALOGUE } from '../../catalogue/catalogue.js';
import type { Effect } from '../../conversation/effect.js';
import type { Turn } from '../../conversation/topic.js';
import type { Models } from '../../catalogue/models.js';
import { KeptClips, type KeptClipsState } from '../clips/kept-clips.service.js';
import { promiseAfter, usedUsdOf } from '../promise.js';
import { QUOTAS, type QuotaRefusal, type Quotas, type Standing } from '../../people/quotas.js';
import { revisionOf } from '../progress.js';
import type { ShownJob } from '../shown-job.js';
import type { WayOn } from './ways-on.js';

/** What became of an order. */
export type Ordered =
  | { readonly kind: 'placed'; readonly effect: Extract<Effect, { kind: 'change' }> }
  | { readonly kind: 'refused'; readonly refusal: QuotaRefusal }
  /** Clips that the film would keep are gone. */
  | { readonly kind: 'too-old' }
  /** Nobody can tell, because the store does not answer. */
  | { readonly kind: 'unknown' };

/** Places what a person wants of a job that rests, within what they may use. */
@Injectable()
export class OrdersService {
  constructor(
    @Inject(QUOTAS) private readonly quotas: Quotas,
    @Inject(CATALOGUE) private readonly catalogue: ModelCatalogue,
    private readonly clips: KeptClips,
  ) {}

  /** What prices are made from at a moment. */
  models(now: Date): Models {
    return { catalogue: this.catalogue, now };
  }

  /** Whether a film can be changed so: the clips that it is to keep must be there. */
  check(job: ShownJob, change: Change, now: Date): Promise<KeptClipsState> {
    return this.clips.check(job, change, now);
  }

  /** Where the person stands today, without what is set aside for the job. */
  standing({ person, now }: Pick<Turn, 'person' | 'now'>, { jobId }: ShownJob): Promise<Standing> {
    return this.quotas.standing(person, now, jobId);
  }

  /** The same order again is the same order. */
  async place(
    { person, now }: Pick<Turn, 'person' | 'now'>,
    job: ShownJob,
    { change, priceUsd }: WayOn,
  ): Promise<Ordered> {
    const clips = await this.check(job, change, now);
    if (clips !== 'there') return { kind: clips === 'gone' ? 'too-old' : 'unknown' };
    const promise = promiseAfter(job, priceUsd, this.models(now));
    if ('refusal' in promise) return { kind: 'refused', refusal: promise.refusal };
    const revision = revisionOf(job);
    const usedUsd = usedUsdOf(job, this.models(now));
    const occasion = { kind: 'change', revision, usedUsd } as const;
    const refusal = await this.quotas.admit(person, job.jobId, priceUsd, now, occasion);
    if (refusal) return { kind: 'refused', refusal };
    const personDayBudgetUsd = this.quotas.dayLimitUsd(person);
    const data: DataOf<typeof ChangeRequested> = {
      ...{ jobId: job.jobId, revision, change },
      budgetUsd: promise.budgetUsd,
      ...(personDayBudgetUsd !== undefined && { personDayBudgetUsd }),
    };
    return { kind: 'placed', effect: { kind: 'change', data, priceUsd } };
  }
}
