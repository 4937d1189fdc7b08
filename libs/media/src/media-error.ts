/**
 * Why a media tool gave no result.
 * - `damaged-input`: the file is not a sound clip; trying again gives the same.
 * - `timeout`: the run took longer than allowed and was killed.
 * - `aborted`: the caller's signal ended it.
 * - `disk-full`: no room to write; trying again later may help.
 * - `out-of-memory`: the tool met its memory limit, or the system killed it; a retry may help.
 * - `tool-missing`: no usable ffmpeg or ffprobe; the message says what to install.
 * - `failed`: anything else, for example a wrong option.
 */
export type MediaErrorKind =
  'damaged-input' | 'timeout' | 'aborted' | 'disk-full' | 'out-of-memory' | 'tool-missing' | 'failed';

/** The one error this library throws on purpose. */
export class MediaError extends Error {
  override readonly name = 'MediaError';
  readonly kind: MediaErrorKind;
  /** The last lines the tool wrote to standard error, oldest first; empty when no tool ran. */
  readonly log: readonly string[];

  constructor(
    kind: MediaErrorKind,
    message: string,
    details: { cause?: unknown; log?: readonly string[] } = {},
  ) {
    super(message, 'cause' in details ? { cause: details.cause } : undefined);
    this.kind = kind;
    this.log = details.log ?? [];
  }
}
