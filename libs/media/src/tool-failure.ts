import { MediaError, type MediaErrorKind } from './media-error.js';

/** How a run of a tool ended when it did not end well. */
export interface ToolFailure {
  readonly tool: 'ffmpeg' | 'ffprobe';
  /** What started the failure: the tool's exit, a failed start. */
  readonly cause: unknown;
  /** Lines of standard error, oldest first. */
  readonly log: readonly string[];
  /** Whether the caller's signal had fired. */
  readonly aborted: boolean;
  /** Whether the time allowed had run out, and how long it was (milliseconds). */
  readonly timedOut: boolean;
  readonly timeoutMs: number;
}

const keptLines = 40;

const diskFull = /No space left on device|Disk quota exceeded|File too large/i;
const outOfMemory = /Cannot allocate memory|Out of memory|failed to allocate/i;
const damaged =
  /Invalid data found when processing input|moov atom not found|Error while decoding|partial file|Could not find codec parameters|contains no packets/i;
const notStarted = /exec: .*(not found|Permission denied)|ENOENT|EACCES/i;

/** Sorts a failed run into the one error of this library. */
export function toolFailure(failure: ToolFailure): MediaError {
  const kind = failureKind(failure);
  return new MediaError(kind, failureMessage(kind, failure), {
    cause: failure.cause,
    log: failure.log.slice(-keptLines),
  });
}

function failureKind({ aborted, timedOut, log, cause }: ToolFailure): MediaErrorKind {
  const text = log.join('\n');
  if (aborted) return 'aborted';
  if (timedOut) return 'timeout';
  if (diskFull.test(text)) return 'disk-full';
  if (outOfMemory.test(text)) return 'failed';
  if (notStarted.test(text) || notStarted.test(String(cause))) return 'tool-missing';
  return damaged.test(text) ? 'damaged-input' : 'failed';
}

function failureMessage(kind: MediaErrorKind, { tool, timeoutMs, log, cause }: ToolFailure): string {
  switch (kind) {
    case 'aborted':
      return `${tool} was stopped`;
    case 'timeout':
      return `${tool} was stopped after ${timeoutMs / 1000} s`;
    case 'tool-missing':
      return `${tool} could not be started: ${lastLine(log, cause)}`;
    case 'disk-full':
      return `${tool} found no room to write: ${lastLine(log, cause)}`;
    case 'damaged-input':
      return `${tool} found the input damaged: ${lastLine(log, cause)}`;
    case 'failed':
      return `${tool} failed: ${lastLine(log, cause)}`;
  }
}

function lastLine(log: readonly string[], cause: unknown): string {
  return (
    log.findLast((line) => line.trim() !== '') ?? (cause instanceof Error ? cause.message : String(cause))
  );
}
