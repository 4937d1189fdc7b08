import type { TakeIn, TakeStateName } from '../take/take.js';

/** What a replica remembers of its work on a take; not kept, since another replica starts afresh. */
export interface Progress {
  /** Steps in a row that left the take in the same state: looks at the provider, tries to copy. */
  readonly repeats: number;
  /** Aborted when the replica loses the take or shuts down. */
  readonly signal: AbortSignal;
}

/** What is to be done while a take is in one state. */
export interface Step<Name extends TakeStateName> {
  /**
   * Does it once and records what came of it. May run any number of times, in several replicas at once.
   *
   * @returns how long to wait before the take is looked at again, in milliseconds
   * @throws anything when something outside did not answer; the take is as it was, and the step is tried again later
   */
  run(key: string, take: TakeIn<Name>, progress: Progress): Promise<number>;
}
