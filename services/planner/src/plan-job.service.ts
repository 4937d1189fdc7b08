import type { DataOf, JobRequested, ModelCatalogue } from '@kinoline/contracts';
import type { MessageContext } from '@kinoline/messaging';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { DirectJobService } from './direct-job.service.js';
import type { DirectorFact } from './director/index.js';
import type { Plan } from './plan.js';
import { admit, type AdmittedJob } from './planning/admission.js';
import { scriptWarnings, storyboardOf } from './planning/storyboard.js';
import { CATALOGUE, TAKES_PER_SCENE } from './ports.js';
import type { Script } from './script.js';
import { WriteScriptService } from './write-script.service.js';

/** Plans a requested job: checks it, has its script written, lays it out in shots, hands the plan to the director. */
@Injectable()
export class PlanJobService {
  private readonly logger = new Logger(PlanJobService.name);

  constructor(
    private readonly director: DirectJobService,
    private readonly writer: WriteScriptService,
    @Inject(CATALOGUE) private readonly catalogue: ModelCatalogue,
    @Inject(TAKES_PER_SCENE) private readonly takesPerScene: number,
  ) {}

  /**
   * Plans a job once: a job that has a plan or an end is only answered again. When planning fails for good, the job
   * ends failed instead of becoming a dead letter.
   */
  async plan(
    request: DataOf<typeof JobRequested>,
    { signal, lastDelivery }: Pick<MessageContext, 'signal' | 'lastDelivery'>,
  ): Promise<void> {
    const { takesPerScene } = this;
    const begun: DirectorFact = { name: 'JobRequested', data: { request, takesPerScene } };
    const { plan, end } = await this.director.hear(request.jobId, begun);
    if (plan || end) return;
    try {
      await this.director.hear(request.jobId, await this.outcome(request, signal));
    } catch (error) {
      if (signal.aborted || !(lastDelivery || isPermanent(error))) throw error;
      await this.giveUp(request.jobId, error);
    }
  }

  private async outcome(request: DataOf<typeof JobRequested>, signal: AbortSignal): Promise<DirectorFact> {
    const admission = admit(this.catalogue, request, new Date());
    if ('refusal' in admission) return { name: 'JobRefused', data: admission.refusal };
    const { settings, promptMaxCharacters: maxCharacters } = admission;
    const { scenes, secondsPerScene } = settings;
    const script = await this.writer.write(
      { prompt: request.prompt, scenes, secondsPerScene, maxCharacters },
      signal,
    );
    return { name: 'StoryboardReady', data: planOf(script, admission) };
  }

  private async giveUp(jobId: string, error: unknown): Promise<void> {
    this.logger.error('planning failed for good', { err: error });
    const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    await this.director.hear(jobId, {
      name: 'PlanningFailed',
      data: { jobId, detail: detail.slice(0, 2000) },
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
