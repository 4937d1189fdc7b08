/** The last lines a process wrote, bounded so that a server may run for weeks. */
export class LineLog {
  readonly #lines: string[] = [];
  readonly #limit: number;

  /** @param limit how many lines are kept; older ones are dropped. */
  constructor(limit = 5_000) {
    this.#limit = limit;
  }

  add(line: string): void {
    this.#lines.push(line);
    if (this.#lines.length > this.#limit) this.#lines.shift();
  }

  /** A copy of the kept lines, oldest first. */
  all(): string[] {
    return [...this.#lines];
  }

  /** The last `count` lines as one text, for an error message. */
  tail(count = 15): string {
    return this.#lines.slice(-count).join('\n');
  }
}
