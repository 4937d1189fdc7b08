import type { DataOf, JobRequested } from '@kinoline/contracts';
import { context } from '@opentelemetry/api';
import { CommandFailure, firstLineOf } from '../command/command-failure.js';
import type { Interruption } from '../command/interrupt.js';
import { type Fact, factOf } from '../history/fact.js';
import type { Line } from '../line/line.js';
import { cancelJob } from './cancel.js';
import { followToEnd } from './follow.js';
import { requestFilm } from './request.js';

/** What is asked of a line, and how it is watched. */
export interface JobOrder {
  readonly request: DataOf<typeof JobRequested>;
  /** Told every fact as it is said. */
  readonly tell: (fact: Fact) => void;
  /** Told in a line what happens besides. */
  readonly note: (line: string) => void;
  readonly interruption: Interruption;
  /** When to give up, in minutes. */
  readonly deadlineMinutes: number;
}

/** A job that ended, or was ended. */
export interface JobRun {
  readonly jobId: string;
  readonly facts: readonly Fact[];
  /** Why it was ended from here; undefined when it ended by itself. */
  readonly stopped?: CommandFailure;
}

const cancelWithinMs = 20_000;

function deadlineSignal(minutes: number): AbortSignal {
  const controller = new AbortController();
  const giveUp = (): void =>
    controller.abort(
      new CommandFailure(
        `gave up after ${minutes} minutes: the film was not ready (--deadline sets the limit)`,
      ),
    );
  setTimeout(giveUp, minutes * 60_000).unref();
  return controller.signal;
}

const asFailure = (error: unknown): CommandFailure =>
  error instanceof CommandFailure ? error : new CommandFailure(firstLineOf(error), { cause: error });

async function callOff(line: Line, { request, note, interruption }: JobOrder): Promise<void> {
  note('cancelling the job and its predictions (Ctrl-C again stops at once)');
  const limits = { withinMs: cancelWithinMs, signal: interruption.atOnce };
  const open = await cancelJob(request.jobId, line, limits);
  if (open.length > 0) {
    note(`not known to be cancelled: scene/take ${open.join(', ')}; look at replicate.com/predictions`);
  }
}

/** The whole history if it can still be read, else what was seen of it. */
async function historyOf(line: Line, jobId: string, seen: readonly Fact[]): Promise<readonly Fact[]> {
  try {
    const read = await line.history.read(jobId);
    return read.length > 0 ? read.map(factOf) : seen;
  } catch {
    return seen;
  }
}

/**
 * Asks for a film and follows the job to its end. When the person, the deadline or a lost line ends it first, the
 * job is cancelled and its predictions with it.
 */
export async function runJob(line: Line, order: JobOrder): Promise<JobRun> {
  const { request, tell, interruption, deadlineMinutes } = order;
  const signal = AbortSignal.any([interruption.signal, line.lost, deadlineSignal(deadlineMinutes)]);
  const facts: Fact[] = [];
  const root = await requestFilm(line.publisher, request);
  try {
    await followToEnd(line, request.jobId, facts, { tell, signal });
    return { jobId: request.jobId, facts };
  } catch (error) {
    await context
      .with(root, () => callOff(line, order))
      .catch((cause: unknown) => order.note(`the job could not be cancelled: ${firstLineOf(cause)}`));
    const history = await historyOf(line, request.jobId, facts);
    return { jobId: request.jobId, facts: history, stopped: asFailure(error) };
  }
}
