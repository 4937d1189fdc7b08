/** The exit codes of every command of this tool. */
export const exitCodes = {
  /** What was asked for is done. */
  done: 0,
  /** It could not be done: failed, rejected, cancelled by a deadline, or the line did not come up. */
  failed: 1,
  /** The command was called wrongly; nothing was started. */
  usage: 2,
  /** The person ended it with Ctrl-C (128 + SIGINT). */
  interrupted: 130,
} as const;

/** A problem the person can mend. The message is the one line they see: what is wrong and what to do. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
  readonly exitCode: number;

  constructor(message: string, options: { readonly exitCode?: number; readonly cause?: unknown } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.exitCode = options.exitCode ?? exitCodes.failed;
  }
}

/** A {@link CommandFailure} about how the command was called. */
export function usageFailure(message: string, cause?: unknown): CommandFailure {
  return new CommandFailure(message, { exitCode: exitCodes.usage, cause });
}

/** The first line of whatever was thrown. */
export function firstLineOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n').find((line) => line.trim() !== '') ?? 'an error without a message';
}
