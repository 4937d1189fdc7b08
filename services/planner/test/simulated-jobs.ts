import type { Changed } from '@kinoline/messaging';
import type { JobState } from '../src/director/index.js';
import type { JobStates } from '../src/ports.js';

/** Gives others a turn, then lets an effect happen; may let the replica die before or after it. */
export type Turn = <Result>(label: string, effect: () => Result) => Promise<Result>;

/** What is left of a value once it was stored as JSON. */
export function stored<Value>(value: Value): Value {
  return value === undefined ? value : (JSON.parse(JSON.stringify(value)) as Value);
}

/** The state of one job, kept with a revision. Between reading and writing another replica may be faster. */
export class SimulatedJobs implements JobStates {
  state: JobState | undefined;
  private revision = 0;

  /** @param onWrite - sees what is written before it is */
  constructor(
    private readonly turn: Turn,
    private readonly onWrite: (before: JobState | undefined, after: JobState) => void,
  ) {}

  read(): Promise<JobState | undefined> {
    return this.turn('read', () => this.state);
  }

  async change(
    jobId: string,
    change: (state: JobState | undefined) => JobState | undefined,
  ): Promise<Changed<JobState>> {
    const [before, revision] = await this.turn('read', () => [this.state, this.revision] as const);
    const after = change(before);
    if (after === undefined) return { document: before, refused: true };
    const isKept = after === before || (await this.turn('write', () => this.write(after, revision)));
    return isKept ? { document: after, refused: false } : this.change(jobId, change);
  }

  private write(state: JobState, expected: number): boolean {
    if (this.revision !== expected) return false;
    this.onWrite(this.state, state);
    this.state = stored(state);
    this.revision += 1;
    return true;
  }
}
