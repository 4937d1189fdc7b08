import { MESSAGE_PUBLISHER, type MessagePublisher } from '@kinoline/messaging';
import { Metrics } from '@kinoline/observability';
import { Inject, Injectable, Logger } from '@nestjs/common';
import {
  decide,
  type DirectorFact,
  evolve,
  type JobRest,
  type JobState,
  jobStateSchema,
} from './director/index.js';
import { JOB_STATE_STORE, type JobStateStore } from './ports.js';

/** How often a write is tried again at once when other replicas are faster. */
const writeAttempts = 10;

/** A fact of a job whose beginning this planner has not read yet, or has forgotten. */
export class UnknownJobError extends Error {
  override readonly name = 'UnknownJobError';
  readonly retryable = true;
}

/** Other replicas changed the job again and again in between. */
export class JobStateContendedError extends Error {
  override readonly name = 'JobStateContendedError';
  readonly retryable = true;
}

/** Lets the director hear a fact: records it under the fence of the stored revision, then says what follows. */
@Injectable()
export class DirectJobService {
  private readonly logger = new Logger(DirectJobService.name);

  constructor(
    @Inject(JOB_STATE_STORE) private readonly store: JobStateStore,
    @Inject(MESSAGE_PUBLISHER) private readonly publisher: MessagePublisher,
    private readonly metrics: Metrics,
  ) {}

  /**
   * Records first, says after: when it crashes in between, the fact is delivered again, changes nothing and is
   * answered with the same messages.
   *
   * @returns the job as it stands now
   * @throws UnknownJobError | JobStateContendedError
   */
  async hear(jobId: string, fact: DirectorFact): Promise<JobState> {
    const state = await this.record(jobId, fact);
    await this.say(state);
    return state;
  }

  /** Says what must be in the stream: whoever made the job what it is may have crashed before saying it. */
  async repeat(jobId: string): Promise<void> {
    const stored = await this.store.read(jobId);
    if (stored) await this.say(stored.state);
  }

  private async say(state: JobState): Promise<void> {
    for (const { message, data } of decide(state)) await this.publisher.say(message, data);
  }

  private async record(jobId: string, fact: DirectorFact): Promise<JobState> {
    for (let attempt = 1; attempt <= writeAttempts; attempt += 1) {
      const stored = await this.store.read(jobId);
      const next = evolve(stored?.state, fact);
      if (next === undefined) throw new UnknownJobError(`${fact.name} for a job that is not known (yet)`);
      if (next === stored?.state) return next;
      // A state that could not be read again, or whose messages could not be said, must not be written.
      jobStateSchema.parse(next);
      if (await this.store.write(next, stored?.revision)) {
        if (next.rest && isNewRest(stored?.state, next)) this.tellRest(next, next.rest);
        return next;
      }
    }
    throw new JobStateContendedError(`${fact.name}: the job changed ${writeAttempts} times in between`);
  }

  /** Only the replica whose write brought the job to rest comes here, so an end is counted once. */
  private tellRest({ cut, plan }: JobState, rest: JobRest): void {
    // A held job goes on or is ended later. The model a person asked for may be any text: only one that exists
    // becomes a label.
    if (rest.kind !== 'held') {
      this.metrics.jobs.add({ outcome: rest.kind, model: plan?.settings.model ?? 'none' });
    }
    const line = `cut ${cut} of the job is ${rest.kind}`;
    if ('code' in rest) this.logger.warn(`${line}: ${rest.code}: ${rest.detail}`);
    else this.logger.log(line);
  }
}

function isNewRest(before: JobState | undefined, { cut, rest }: JobState): boolean {
  return before?.rest?.kind !== rest?.kind || before?.cut !== cut;
}
