import { MediaError, type MediaErrorKind } from './media-error.js';

/** How a run of a tool ended when it did not end well. */
export interface ToolFailure {
  readonly tool: 'ffmpeg' | 'ffprobe';
  /** What started the failure: the tool's exit, a failed start. */
  readonly cause: unknown;
  /** Exit code, when the tool exited by itself. */
  readonly exitCode?: number | undefined;
  /** Signal that ended the tool, when one did. */
  readonly endedBy?: string | undefined;
  /** Lines of standard error, oldest first. */
  readonly log: readonly string[];
  /** Whether the caller's signal had fired. */
  readonly aborted: boolean;
  /** Whether the time allowed had run out, and how long it was (milliseconds). */
  readonly timedOut: boolean;
  readonly timeoutMs: number;
}

const keptLines = 40;

/** What the tools write, by what it means; the order decides when several stand in one log. */
const signs: readonly (readonly [MediaErrorKind, RegExp])[] = [
  ['disk-full', /No space left on device|Disk quota exceeded|File too large/i],
  [
    'out-of-memory',
    /Cannot allocate memory|Out of memory|malloc of size \d+ failed|failed to allocate|failed to map segment/i,
  ],
  [
    'damaged-input',
    /Invalid data found when processing input|moov atom not found|Error while decoding|Error submitting packet to decoder|partial file|Could not find codec parameters|contains no packets/i,
  ],
];

/** `sh` and `env` exit so when the program behind them cannot be run (POSIX). */
const notStarted: readonly (number | undefined)[] = [126, 127];

/** Sorts a failed run into the one error of this library. */
export function toolFailure(failure: ToolFailure): MediaError {
  const { tool, cause, timeoutMs } = failure;
  const { kind, line } = reasonOf(failure);
  const log = failure.log.slice(-keptLines);
  return new MediaError(kind, message(kind, { tool, line, timeoutMs }), { cause, log });
}

interface Reason {
  readonly kind: MediaErrorKind;
  readonly line: string;
}

function reasonOf({ aborted, timedOut, exitCode, endedBy, log, cause }: ToolFailure): Reason {
  const line = tellingLine(log, cause);
  if (aborted) return { kind: 'aborted', line };
  if (timedOut) return { kind: 'timeout', line };
  for (const [kind, sign] of signs) {
    const found = log.find((candidate) => sign.test(candidate));
    if (found !== undefined) return { kind, line: found.trim() };
  }
  if (notStarted.includes(exitCode)) return { kind: 'tool-missing', line };
  // Nobody here killed it, so the system did: as a rule because memory ran out.
  return { kind: endedBy === 'SIGKILL' ? 'out-of-memory' : 'failed', line };
}

function tellingLine(log: readonly string[], cause: unknown): string {
  const said =
    log.findLast((line) => /\[(error|fatal)\]/.test(line)) ?? log.findLast((line) => line.trim() !== '');
  return said?.trim() ?? (cause instanceof Error ? cause.message : String(cause));
}

function message(kind: MediaErrorKind, facts: { tool: string; line: string; timeoutMs: number }): string {
  const { tool, line, timeoutMs } = facts;
  switch (kind) {
    case 'aborted':
      return `${tool} was stopped`;
    case 'timeout':
      return `${tool} was stopped after ${timeoutMs / 1000} s`;
    case 'out-of-memory':
      return `${tool} ran out of memory: ${line}`;
    case 'tool-missing':
      return `${tool} could not be started: ${line}`;
    case 'disk-full':
      return `${tool} found no room to write: ${line}`;
    case 'damaged-input':
      return `${tool} found the input damaged: ${line}`;
    case 'failed':
      return `${tool} failed: ${line}`;
  }
}
