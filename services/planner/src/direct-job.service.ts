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
import { JOB_STATES, type JobStates } from './ports.js';

/** A fact of a job whose beginning this planner has not read yet, or has forgotten. */
export class UnknownJobError extends Error {
  override readonly name = 'UnknownJobError';
  readonly retryable = true;
}

/** Lets the director hear a fact: records it under a fence, then says what follows. */
@Injectable()
export class DirectJobService {
  private readonly logger = new Logger(DirectJobService.name);

  constructor(
    @Inject(JOB_STATES) private readonly jobs: JobStates,
    @Inject(MESSAGE_PUBLISHER) private readonly publisher: MessagePublisher,
    private readonly metrics: Metrics,
  ) {}

  /**
   * Records first, says after: when it crashes in between, the fact is delivered again, changes nothing and is
   * answered with the same messages.
   *
   * @returns the job as it stands now
   * @throws UnknownJobError
   */
  async hear(jobId: string, fact: DirectorFact): Promise<JobState> {
    const state = await this.record(jobId, fact);
    await this.say(state);
    return state;
  }

  /** Says what must be in the stream: whoever made the job what it is may have crashed before saying it. */
  async repeat(jobId: string): Promise<void> {
    const state = await this.jobs.read(jobId);
    if (state) await this.say(state);
  }

  private async say(state: JobState): Promise<void> {
    for (const { message, data } of decide(state)) await this.publisher.say(message, data);
  }

  private async record(jobId: string, fact: DirectorFact): Promise<JobState> {
    const seen: { before?: JobState | undefined } = {};
    const { document: after } = await this.jobs.change(jobId, (before) => {
      seen.before = before;
      return next(before, fact);
    });
    if (!after) throw new UnknownJobError(`${fact.name} for a job that is not known (yet)`);
    if (after.rest && isNewRest(seen.before, after)) this.tellRest(after, after.rest);
    return after;
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

/** A state that could not be read again, or whose messages could not be said, must not be written. */
function next(before: JobState | undefined, fact: DirectorFact): JobState | undefined {
  const after = evolve(before, fact);
  if (after !== before) jobStateSchema.parse(after);
  return after;
}
