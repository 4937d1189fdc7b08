import type { FfmpegCommand } from './command.js';
import { progressOptions } from './progress.js';

/** What the runner adds to every command. */
export interface RunSettings {
  /** Largest single block ffmpeg may allocate, in bytes. */
  readonly memoryBytes: number;
  /** Threads of each decoder, encoder and filter graph. */
  readonly threads: number;
  readonly reportsProgress: boolean;
}

/** Options for the whole run: quiet, never interactive, bounded, every error fatal. */
export function globalOptions(command: FfmpegCommand, settings: RunSettings): string[] {
  const threads = String(settings.threads);
  return [
    ...['-hide_banner', '-nostdin', '-y'],
    // Without it ffmpeg ends well (exit 0) after losing part of its input, and the result is silently short.
    '-xerror',
    ...['-loglevel', `repeat+level+${command.logLevel ?? 'warning'}`],
    ...['-max_alloc', String(settings.memoryBytes)],
    ...['-filter_threads', threads, '-filter_complex_threads', threads],
    ...(settings.reportsProgress ? progressOptions : ['-nostats']),
    ...(command.globalOptions ?? []),
  ];
}

/** A thread cap in front of the options of an input or an output, so that the command may still set its own. */
export function withThreads(options: readonly string[], threads: number): string[] {
  return ['-threads', String(threads), ...options];
}
