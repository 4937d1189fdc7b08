/** A tool that ended badly, together with what it had said. Internal: the runner turns it into a MediaError. */
export class ToolExit extends Error {
  override readonly name = 'ToolExit';
  /** Lines of standard error, oldest first. */
  readonly log: readonly string[];
  /** Exit code; absent when the tool was killed or never started. */
  readonly exitCode: number | undefined;

  constructor(
    message: string,
    details: { log: readonly string[]; exitCode: number | undefined; cause: unknown },
  ) {
    super(message, { cause: details.cause });
    this.log = details.log;
    this.exitCode = details.exitCode;
  }
}
