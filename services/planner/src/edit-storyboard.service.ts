import type { DataOf, ModelCatalogue, StoryboardEdited } from '@kinoline/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { DirectJobService, UnknownJobError } from './direct-job.service.js';
import { revise } from './planning/revise.js';
import { CATALOGUE, JOB_STATES, type JobStates } from './ports.js';

/** Turns an edited storyboard into the next revision of the plan. */
@Injectable()
export class EditStoryboardService {
  constructor(
    private readonly director: DirectJobService,
    @Inject(JOB_STATES) private readonly jobs: JobStates,
    @Inject(CATALOGUE) private readonly catalogue: ModelCatalogue,
  ) {}

  /**
   * An edit of another revision than the one that waits changes nothing.
   *
   * @throws UnknownJobError when the job has no plan (yet)
   */
  async edit({ jobId, revision: of, storyboard, budgetUsd }: DataOf<typeof StoryboardEdited>): Promise<void> {
    const state = await this.jobs.read(jobId);
    if (state?.rest) {
      await this.director.repeat(jobId);
      return;
    }
    if (!state?.plan) throw new UnknownJobError('an edited storyboard of a job without a plan');
    const about = { catalogue: this.catalogue, budgetUsd: budgetUsd ?? state.budgetUsd, on: new Date() };
    const plan = revise(state.plan, storyboard, about);
    const isTakenOver = plan.warnings.every(({ code }) => code !== 'edit-refused');
    const budgets = isTakenOver && budgetUsd !== undefined ? { budgetUsd } : {};
    await this.director.hear(jobId, { name: 'StoryboardRevised', data: { of, plan, budgets } });
  }
}
