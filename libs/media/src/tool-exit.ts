/** How a tool ended badly. */
export interface ToolExitDetails {
  /** Lines of standard error, oldest first. */
  readonly log: readonly string[];
  /** Exit code; absent when the tool was killed or never started. */
  readonly exitCode?: number | undefined;
  /** Signal that ended the tool, for example `SIGSEGV`. */
  readonly endedBy?: string | undefined;
  readonly cause: unknown;
}

/** A tool that ended badly, together with what it had said. Internal: the runner turns it into a MediaError. */
export class ToolExit extends Error {
  override readonly name = 'ToolExit';
  readonly log: readonly string[];
  readonly exitCode: number | undefined;
  readonly endedBy: string | undefined;

  constructor(message: string, details: ToolExitDetails) {
    super(message, { cause: details.cause });
    this.log = details.log;
    this.exitCode = details.exitCode;
    this.endedBy = details.endedBy;
  }
}
