/** Everything that was started and how to end it; the last started is ended first. */
export class Teardown {
  readonly #steps: (() => Promise<unknown>)[] = [];
  #running: Promise<void> | undefined;

  /** Remembers how to end what was just started; when the end has begun already, ends it at once. */
  defer(step: () => Promise<unknown>): void {
    if (this.#running === undefined) this.#steps.push(step);
    else this.#running = this.#running.then(() => quietly(step));
  }

  /** Ends everything, also when some of it fails to end; a repeat waits for the first. Never rejects. */
  run(): Promise<void> {
    this.#running ??= this.#runAll();
    return this.#running;
  }

  async #runAll(): Promise<void> {
    for (let step = this.#steps.pop(); step !== undefined; step = this.#steps.pop()) await quietly(step);
  }
}

async function quietly(step: () => Promise<unknown>): Promise<void> {
  await step().catch(() => undefined);
}
