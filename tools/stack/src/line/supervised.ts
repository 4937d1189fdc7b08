import { setTimeout as pause } from 'node:timers/promises';
import type { ChildExit } from '@kinoline/testing';
import { firstLineOf } from '../command/command-failure.js';
import { decideRestart, type RestartPolicy, usualRestarts } from './restart-policy.js';

/** A process that can be watched and ended. */
export interface Endable {
  /** Settles when the process that runs now has ended. */
  readonly exited: Promise<ChildExit>;
  /** Ends it in order, and for certain after `graceMs` milliseconds. */
  stop(graceMs?: number): Promise<unknown>;
}

/** How a part of the line is kept alive. */
export interface Supervision<Process extends Endable> {
  readonly name: string;
  /** Starts it, the first time and again, and resolves once it is ready. */
  readonly start: () => Promise<Process>;
  /** Told in one line when it died and is started again. */
  readonly say: (line: string) => void;
  /** Called once when it cannot be kept alive. */
  readonly onLost: (reason: string) => void;
  readonly policy?: RestartPolicy;
}

const wordExit = ({ code, signal }: ChildExit): string => signal ?? `exit code ${code ?? 'unknown'}`;

/** A part of the line in a process of its own that is started again when it dies, within bounds. */
export class Supervised<Process extends Endable> {
  readonly name: string;
  readonly #supervision: Supervision<Process>;
  readonly #ends: number[] = [];
  readonly #stopping = new AbortController();
  #process: Process | undefined;
  #watching: Promise<void> = Promise.resolve();

  constructor(supervision: Supervision<Process>) {
    this.name = supervision.name;
    this.#supervision = supervision;
  }

  /** The process that runs now; undefined between two. */
  get process(): Process | undefined {
    return this.#process;
  }

  /** How often it died and was to be started again. */
  get restarts(): number {
    return this.#ends.length;
  }

  /** Starts it. @throws what its start throws when it does not get ready. */
  async start(): Promise<void> {
    const started = await this.#take(await this.#supervision.start());
    if (started !== undefined) this.#watching = this.#watch(started);
  }

  /** Ends it for good: in order, and for certain after `graceMs` milliseconds. */
  async stop(graceMs: number): Promise<void> {
    this.#stopping.abort();
    await this.#process?.stop(graceMs);
    await this.#watching;
  }

  async #watch(first: Process): Promise<void> {
    let current: Process | undefined = first;
    while (current !== undefined) {
      const exit = await current.exited;
      this.#process = undefined;
      current = await this.#startAgain(wordExit(exit));
    }
  }

  /** Tries until it is ready, or the policy gives up, or it is to stop. */
  async #startAgain(end: string): Promise<Process | undefined> {
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

  /** The process that was started, why it could not be, or undefined when it is not wanted any more. */
  async #attempt(delayMs: number): Promise<Process | string | undefined> {
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
  async #take(started: Process): Promise<Process | undefined> {
    if (this.#stopping.signal.aborted) {
      await started.stop();
      return undefined;
    }
    this.#process = started;
    return started;
  }
}
