import type { Change, ModelCatalogue } from '@kinoline/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { omit } from 'es-toolkit/object';
import { extended, type Extension, layoutOf, orderOf, unwritten } from './changing/extension.js';
import { objectionTo } from './changing/objection.js';
import { priced } from './changing/price.js';
import { retaken } from './changing/retake.js';
import { type JobState, scopeOf } from './director/index.js';
import type { Plan } from './plan.js';
import type { Models, Refused } from './planning/fit.js';
import { lasting, withoutRefusal } from './planning/revise.js';
import { CATALOGUE } from './ports.js';
import { WriteScriptService } from './write-script.service.js';

/** A job that has a plan. */
export type PlannedJob = JobState & { readonly plan: NonNullable<JobState['plan']> };

/** What a change may use. */
type Terms = Models & { readonly budgetUsd: number | undefined };

/** Works a person's change into the plan of a resting job: its words, its models, its new scenes, its price. */
@Injectable()
export class PlanChangeService {
  constructor(
    private readonly writer: WriteScriptService,
    @Inject(CATALOGUE) private readonly catalogue: ModelCatalogue,
  ) {}

  /**
   * The plan after the change, or why there is none. Tokens are only paid for what the job's budget allows.
   *
   * @param budgetUsd - the most the whole job may cost, with the change
   * @throws only the signal's reason when it was aborted
   */
  async plan(
    job: PlannedJob,
    change: Change,
    budgetUsd: number | undefined,
    signal: AbortSignal,
  ): Promise<{ readonly plan: Plan } | Refused> {
    const terms = { catalogue: this.catalogue, on: new Date(), budgetUsd };
    const before = planBefore(job);
    switch (change.kind) {
      case 'retake': {
        const worded = retaken(before, change.scenes, terms);
        if ('refused' in worded) return worded;
        const storyboard = { ...before.storyboard, scenes: [...worded.scenes] };
        return judged(job, change, { ...before, storyboard }, terms);
      }
      case 'extend':
        return this.extend(job, change, terms, signal);
      case 'leave-out':
      case 'keep':
      case 'finish':
      case 'resume':
        return judged(job, change, before, terms);
    }
  }

  private async extend(
    job: PlannedJob,
    change: Extension,
    terms: Terms,
    signal: AbortSignal,
  ): Promise<{ readonly plan: Plan } | Refused> {
    const before = planBefore(job);
    const layout = layoutOf(before, change, terms);
    if ('refused' in layout) return layout;
    const possible = judged(job, change, extended(before, unwritten(change), layout), terms);
    if ('refused' in possible) return possible;
    const scope = scopeOf(job, change, before.storyboard.scenes.length);
    const script = await this.writer.write(orderOf(job, change, scope, layout), signal);
    return judged(job, change, extended(before, script, layout), terms);
  }
}

/** What the person was told of the change before is not told again. */
function planBefore({ plan }: PlannedJob): Plan {
  return {
    ...omit(plan, ['revision']),
    adaptations: lasting(plan.adaptations),
    warnings: withoutRefusal(plan),
  };
}

function judged(
  job: PlannedJob,
  change: Change,
  plan: Plan,
  terms: Terms,
): { readonly plan: Plan } | Refused {
  const scope = scopeOf(job, change, plan.storyboard.scenes.length);
  const objection = objectionTo(job, change, scope);
  return objection === undefined ? priced(job, plan, scope, terms) : { refused: objection };
}
