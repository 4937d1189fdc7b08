import { setTimeout as pause } from 'node:timers/promises';
import type { ChildExit, SpawnedService } from '@kinoline/testing';
import { firstLineOf } from '../command/command-failure.js';
import { decideRestart, type RestartPolicy, usualRestarts } from './restart-policy.js';

/** How a service is kept alive. */
export interface Supervision {
  readonly name: string;
  /** Starts it and resolves once it is ready. */
  readonly start: () => Promise<SpawnedService>;
  /** Told in one line when it died and is started again. */
  readonly say: (line: string) => void;
  /** Called once when it cannot be kept alive. */
  readonly onLost: (reason: string) => void;
  readonly policy?: RestartPolicy;
}

const wordExit = ({ code, signal }: ChildExit): string => signal ?? `exit code ${code ?? 'unknown'}`;

/** A service in a process of its own that is started again when it dies, within bounds. */
export class SupervisedService {
  readonly name: string;
  readonly #supervision: Supervision;
  readonly #ends: number[] = [];
  #process: SpawnedService | undefined;
  #watching: Promise<void> = Promise.resolve();
  readonly #stopping = new AbortController();

  constructor(supervision: Supervision) {
    this.name = supervision.name;
    this.#supervision = supervision;
  }

  /** The process that runs now; undefined between two. */
  get process(): SpawnedService | undefined {
    return this.#process;
  }

  /** How often it died and was started again. */
  get restarts(): number {
    return this.#ends.length;
  }

  /** Starts it. @throws Error with its last lines when it does not get ready. */
  async start(): Promise<void> {
    const started = await this.#take(await this.#supervision.start());
    if (started !== undefined) this.#watching = this.#watch(started);
  }

  /** Ends it for good: SIGTERM, then SIGKILL after `graceMs` milliseconds. */
  async stop(graceMs: number): Promise<void> {
    this.#stopping.abort();
    await this.#process?.stop(graceMs);
    await this.#watching;
  }

  async #watch(first: SpawnedService): Promise<void> {
    let current: SpawnedService | undefined = first;
    while (current !== undefined) {
      const exit = await current.exited;
      this.#process = undefined;
      current = await this.#startAgain(wordExit(exit));
    }
  }

  /** Tries until it is ready, or the policy gives up, or it is to stop. */
  async #startAgain(end: string): Promise<SpawnedService | undefined> {
    for (let reason = end; !this.#stopping.signal.aborted;) {
      this.#ends.push(Date.now());
      const decision = decideRestart(this.#ends, this.#supervision.policy ?? usualRestarts);
      if (!decision.restart) {
        this.#supervision.onLost(reason);
        return undefined;
      }
      this.#supervision.say(`${this.name} ended (${reason}); starting it again`);
      const outcome = await this.#attempt(decision.delayMs);
      if (typeof outcome !== 'string') return outcome;
      reason = outcome;
    }
    return undefined;
  }

  async #attempt(delayMs: number): Promise<SpawnedService | string | undefined> {
    try {
      await pause(delayMs, undefined, { signal: this.#stopping.signal });
    } catch {
      return undefined;
    }
    try {
      return await this.#take(await this.#supervision.start());
    } catch (error) {
      return firstLineOf(error);
    }
  }

  /** A process that got ready while everything is being stopped must not stay behind. */
  async #take(started: SpawnedService): Promise<SpawnedService | undefined> {
    if (this.#stopping.signal.aborted) {
      await started.stop();
      return undefined;
    }
    this.#process = started;
    return started;
  }
}
