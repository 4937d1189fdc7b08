/** Where chance comes from in a simulation: a list of numbers made by fast-check, so that a failure can be repeated. */
export class Fate {
  private at = 0;

  constructor(private readonly numbers: readonly number[]) {}

  /** Whether anything is left; afterwards every choice is the first one, and nothing fails any more. */
  get open(): boolean {
    return this.at < this.numbers.length;
  }

  /** One of the options; the first once fate is used up. */
  choose<Option>(options: readonly [Option, ...Option[]]): Option {
    const number = this.numbers[this.at++] ?? 0;
    return options[number % options.length] ?? options[0];
  }

  /** Whether something that happens once in so many times happens now. */
  strikes(onceIn: number): boolean {
    return this.open && (this.numbers[this.at++] ?? 0) % onceIn === 1;
  }
}
