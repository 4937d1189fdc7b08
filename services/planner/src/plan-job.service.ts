import type { DataOf, JobRequested, ModelCatalogue } from '@kinoline/contracts';
import type { MessageContext } from '@kinoline/messaging';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { DirectJobService } from './direct-job.service.js';
import type { DirectorFact, JobState } from './director/index.js';
import type { Plan } from './plan.js';
import { admit, type AdmittedJob } from './planning/admission.js';
import { scriptWarnings, storyboardOf } from './planning/storyboard.js';
import { CATALOGUE, TAKES_PER_SCENE } from './ports.js';
import type { Script } from './script.js';
import { WriteScriptService } from './write-script.service.js';

/** What planning needs to know of a delivery. */
export type PlanningContext = Pick<MessageContext, 'signal' | 'lastDelivery'>;

/** Plans a job: checks it, has its script written, lays it out in shots, hands the plan to the director. */
@Injectable()
export class PlanJobService {
  private readonly logger = new Logger(PlanJobService.name);

  constructor(
    private readonly director: DirectJobService,
    private readonly writer: WriteScriptService,
    @Inject(CATALOGUE) private readonly catalogue: ModelCatalogue,
    @Inject(TAKES_PER_SCENE) private readonly takesPerScene: number,
  ) {}

  /** Plans a requested job; see {@link planOnce}. */
  async plan(request: DataOf<typeof JobRequested>, context: PlanningContext): Promise<void> {
    const { takesPerScene } = this;
    const begun: DirectorFact = { name: 'JobRequested', data: { request, takesPerScene } };
    await this.planOnce(await this.director.hear(request.jobId, begun), context);
  }

  /**
   * Plans a job once: one that has a plan or rests is left alone. When planning fails for good, the job fails instead of
   * becoming a dead letter.
   */
  async planOnce(job: JobState, { signal, lastDelivery }: PlanningContext): Promise<void> {
    const { jobId, cut, plan, rest } = job;
    if (plan || rest) return;
    try {
      await this.director.hear(jobId, await this.outcome(job, signal));
    } catch (error) {
      if (signal.aborted || !(lastDelivery || isPermanent(error))) throw error;
      await this.giveUp({ jobId, cut }, error);
    }
  }

  private async outcome({ request, budgetUsd }: JobState, signal: AbortSignal): Promise<DirectorFact> {
    if (!request) throw new Error('a job without a request cannot be planned');
    const admission = admit(this.catalogue, { settings: request.settings, budgetUsd }, new Date());
    if ('refusal' in admission) return { name: 'JobRefused', data: admission.refusal };
    const { settings, promptMaxCharacters: maxCharacters } = admission;
    const { scenes, secondsPerScene } = settings;
    const script = await this.writer.write(
      { prompt: request.prompt, scenes, secondsPerScene, maxCharacters },
      signal,
    );
    return { name: 'StoryboardReady', data: planOf(script, admission) };
  }

  private async giveUp(of: Pick<JobState, 'jobId' | 'cut'>, error: unknown): Promise<void> {
    this.logger.error('planning failed for good', { err: error });
    const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    await this.director.hear(of.jobId, {
      name: 'PlanningFailed',
      data: { ...of, detail: detail.slice(0, 2000) },
    });
  }
}

function planOf(script: Script, job: AdmittedJob): Plan {
  return {
    storyboard: storyboardOf(script, job),
    settings: job.settings,
    adaptations: [...job.adaptations, ...script.adaptations],
    warnings: scriptWarnings(script, job),
    estimate: job.estimate,
    plannedBy: { planner: script.writtenBy.slice(0, 100), ...script.usage },
  };
}

function isPermanent(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'retryable' in error && error.retryable === false;
}
