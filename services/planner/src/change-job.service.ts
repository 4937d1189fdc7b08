import {
  type ChangeRequested,
  type DataOf,
  FilmStitched,
  JobCancelled,
  JobDelivered,
  JobRequested,
  SceneRequested,
} from '@kinoline/contracts';
import { MESSAGE_HISTORY, type MessageHistory, MessageUnreadableError } from '@kinoline/messaging';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { DirectJobService, UnknownJobError } from './direct-job.service.js';
import { type Budgets, isResting, type JobState, revisionOf, type TakeIdentity } from './director/index.js';
import { PlanChangeService, type PlannedJob } from './plan-change.service.js';
import { type PlanningContext, PlanJobService } from './plan-job.service.js';
import { JOB_STATES, type JobStates } from './ports.js';

type WantedChange = DataOf<typeof ChangeRequested>;

/** A change of a revision that this planner does not know yet: what comes before it is still to be heard. */
export class EarlyChangeError extends Error {
  override readonly name = 'EarlyChangeError';
  readonly retryable = true;
}

/** Answers what a person wants of a resting job: the director takes it over, or says why not. */
@Injectable()
export class ChangeJobService {
  private readonly logger = new Logger(ChangeJobService.name);

  constructor(
    private readonly director: DirectJobService,
    private readonly planner: PlanJobService,
    private readonly changes: PlanChangeService,
    @Inject(JOB_STATES) private readonly jobs: JobStates,
    @Inject(MESSAGE_HISTORY) private readonly history: MessageHistory,
  ) {}

  /**
   * A change of an older revision than the last, or of a job that does not rest or exist, changes nothing.
   *
   * @throws UnknownJobError when the job was requested, but is not known yet
   * @throws EarlyChangeError when the revision is not known yet
   */
  async change(wanted: WantedChange, context: PlanningContext): Promise<void> {
    const { jobId, revision } = wanted;
    const state = await this.stateFor(wanted, context);
    if (state === undefined) {
      this.logger.warn('a change of a job that is forgotten or never was: nothing changes');
    } else if (isAhead(wanted, state)) {
      throw new EarlyChangeError(`a change of revision ${revision}, but only ${revisionOf(state)} is known`);
    } else if (!isPlanned(state)) {
      await this.planAgain(state, wanted, context);
    } else if (isResting(state) && revisionOf(state) === revision) {
      await this.takeOver(state, wanted, context.signal);
    } else {
      this.logger.log(`a change of revision ${revision} comes too late: nothing changes`);
      await this.director.repeat(jobId);
    }
  }

  private async takeOver(job: PlannedJob, wanted: WantedChange, signal: AbortSignal): Promise<void> {
    const { jobId, revision: of, change } = wanted;
    const budgets = budgetsOf(wanted);
    const planned = await this.changes.plan(job, change, budgets.budgetUsd ?? job.budgetUsd, signal);
    if ('refused' in planned) {
      const { refused: detail, reason } = planned;
      const data = { of, detail, ...(reason && { reason }) };
      await this.director.hear(jobId, { name: 'ChangeRefused', data });
      return;
    }
    const requested = await this.requestedOf(job);
    const data = { of, change, plan: planned.plan, budgets, requested };
    await this.director.hear(jobId, { name: 'JobChanged', data });
  }

  /** A job that was never planned can only be resumed: it is planned once more. */
  private async planAgain(state: JobState, wanted: WantedChange, context: PlanningContext): Promise<void> {
    const { jobId, revision: of, change } = wanted;
    if (change.kind !== 'resume' || !state.request) {
      const detail = state.request
        ? 'there is no storyboard to change'
        : 'the request of the job is not known';
      await this.director.hear(jobId, { name: 'ChangeRefused', data: { of, detail } });
      return;
    }
    const budgets = budgetsOf(wanted);
    const resumed = await this.director.hear(jobId, { name: 'PlanningResumed', data: { of, budgets } });
    if (resumed.cut === of + 1) await this.planner.planOnce(resumed, context);
  }

  /**
   * The job as it stands. The person may be faster than the planner's own reading of the request, of what brought the
   * job to rest, or of the stop of one that was held: where that is missing, the stream is asked.
   */
  private async stateFor(
    { jobId, revision }: WantedChange,
    context: PlanningContext,
  ): Promise<JobState | undefined> {
    const state = await this.jobs.read(jobId);
    const request = state?.request ? undefined : await this.requestOf(jobId);
    if (!state && request) throw new UnknownJobError('a change of a job that is not known yet');
    if (request) await this.planner.plan(request, context);
    else if (!state || hasEnded(state) || revisionOf(state) !== revision) return state;
    else await this.hearRest({ jobId, cut: state.cut });
    return await this.jobs.read(jobId);
  }

  private async hearRest(of: Pick<JobState, 'jobId' | 'cut'>): Promise<void> {
    const [stitched, delivered, cancelled] = await Promise.all([
      this.history.first(FilmStitched, of),
      this.history.first(JobDelivered, of),
      this.history.first(JobCancelled, of),
    ]);
    if (stitched) await this.director.hear(of.jobId, { name: 'FilmStitched', data: stitched.data });
    if (delivered) await this.director.hear(of.jobId, { name: 'JobDelivered', data: delivered.data });
    if (cancelled) await this.director.hear(of.jobId, { name: 'JobCancelled', data: cancelled.data });
  }

  /** Undefined also when it cannot be read. */
  private async requestOf(jobId: string): Promise<DataOf<typeof JobRequested> | undefined> {
    try {
      return (await this.history.first(JobRequested, { jobId }))?.data;
    } catch (error) {
      if (error instanceof MessageUnreadableError) return undefined;
      throw error;
    }
  }

  /** Of the takes under way those whose request is in the stream: only they have an outcome to wait for. */
  private async requestedOf({ jobId, inFlight }: JobState): Promise<readonly TakeIdentity[]> {
    if (inFlight.length === 0) return [];
    const said = await this.history.identities(SceneRequested, { jobId });
    return inFlight.filter(({ scene, take }) =>
      said.some((other) => Number(other['scene']) === scene && Number(other['take']) === take),
    );
  }
}

/** Whether nothing else can be heard of the cut: one that is held may still be called off. */
function hasEnded(state: JobState): boolean {
  return isResting(state) && state.rest?.kind !== 'held';
}

/** A job that was rejected has no later revision. */
function isAhead({ revision }: WantedChange, state: JobState): boolean {
  return revision > revisionOf(state) && state.rest?.kind !== 'rejected';
}

function isPlanned(state: JobState): state is PlannedJob {
  return state.plan !== undefined;
}

function budgetsOf({ budgetUsd, personDayBudgetUsd }: WantedChange): Budgets {
  return {
    ...(budgetUsd !== undefined && { budgetUsd }),
    ...(personDayBudgetUsd !== undefined && { personDayBudgetUsd }),
  };
}
