import type { Change, ChangeRequested, DataOf } from '@kinoline/contracts';
import { Inject, Injectable } from '@nestjs/common';
import type { JobChangeDraft } from '../../conversation/conversation.js';
import { estimateChange } from '../../jobs/change-estimate.js';
import { budgetAfter } from '../../jobs/promise.js';
import { type Plan, spentUsd } from '../../jobs/shown-job.js';
import type { Person } from '../../people/person.js';
import { QUOTAS, type Quotas } from '../../people/quotas.js';
import { refusalText } from '../../people/refusal-words.js';
import type { DialogContext } from './dialog.js';
import { retakeOf } from './film-change.js';

/** What became of an order. */
export type Ordered =
  | { readonly kind: 'placed'; readonly data: DataOf<typeof ChangeRequested>; readonly priceUsd: number }
  /** A line of HTML that says why not. */
  | { readonly kind: 'refused'; readonly note: string }
  /** Something is not chosen yet. */
  | { readonly kind: 'incomplete' };

/** Makes an order of what a person chose, at the price of this moment, within what they may spend. */
@Injectable()
export class ChangeOrder {
  constructor(@Inject(QUOTAS) private readonly quotas: Quotas) {}

  async place(person: Person, context: DialogContext, draft: JobChangeDraft): Promise<Ordered> {
    const { job, plan, words, catalogue, now } = context;
    const { jobId, revision } = draft;
    const change = changeOf(plan, draft.what);
    if (!change) return { kind: 'incomplete' };
    const priceUsd = estimateChange(job, plan, change, { catalogue, now })?.costUsd;
    if (priceUsd === undefined) return { kind: 'refused', note: words.html('delivery-model-gone') };
    const refusal = await this.quotas.admitChange(person, jobId, revision, priceUsd, now);
    if (refusal) return { kind: 'refused', note: refusalText(refusal, words, 'html') };
    const personDayBudgetUsd = this.quotas.dayLimitUsd(person);
    const data = {
      jobId,
      revision,
      change,
      budgetUsd: budgetAfter(spentUsd(job), priceUsd),
      ...(personDayBudgetUsd !== undefined && { personDayBudgetUsd }),
    };
    return { kind: 'placed', data, priceUsd };
  }
}

/** What is asked of the line; undefined while something is not chosen. */
export function changeOf(plan: Plan, what: JobChangeDraft['what']): Change | undefined {
  switch (what.kind) {
    case 'retake': {
      const change = what.beat === undefined ? undefined : retakeOf(plan, what.beat, what);
      return change && change.scenes.length > 0 ? change : undefined;
    }
    case 'extend': {
      const { scenes, prompt } = what;
      return scenes === undefined || prompt === undefined ? undefined : { kind: 'extend', scenes, prompt };
    }
  }
}
