import type { JobState } from './director/index.js';

/** A job's state and the revision under which it is stored. */
export interface StoredJob {
  readonly state: JobState;
  readonly revision: number;
}

/** Where the director keeps what it knows of each job. The revision is the fence between replicas. */
export interface JobStateStore {
  /**
   * @throws UnreadableJobStateError when it was written by a planner of another version
   */
  read(jobId: string): Promise<StoredJob | undefined>;
  /**
   * Stores the state if nobody changed it since it was read.
   *
   * @param expected - revision that was read; undefined when there was none
   * @returns false when somebody else was faster: read again
   */
  write(state: JobState, expected: number | undefined): Promise<boolean>;
}

/** Token of the {@link JobStateStore}. */
export const JOB_STATE_STORE = Symbol('JobStateStore');

/** The stored state is not what this planner's version reads; another replica may, so it is worth another try. */
export class UnreadableJobStateError extends Error {
  override readonly name = 'UnreadableJobStateError';
  readonly retryable = true;
}

/** Token of the model cards, a `ModelCatalogue` of contracts. */
export const CATALOGUE = Symbol('ModelCatalogue');

/** Token of the most takes of one scene, a number. */
export const TAKES_PER_SCENE = Symbol('TakesPerScene');
