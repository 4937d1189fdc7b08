/** A tool that ended badly, together with what it had said. Internal: the runner turns it into a MediaError. */
export class ToolExit extends Error {
  override readonly name = 'ToolExit';
  /** Lines of standard error, oldest first. */
  readonly log: readonly string[];

  constructor(message: string, log: readonly string[], cause?: unknown) {
    super(message, { cause });
    this.log = log;
  }
}
