/** Lines of `-progress`: they carry the position and do not belong into an error's log. */
const progressKey =
  /^(frame|fps|stream_\d+_\d+_\w+|bitrate|total_size|out_time|out_time_us|out_time_ms|dup_frames|drop_frames|speed|progress)=/;

/** Options that make ffmpeg write its position to standard error twice a second. */
export const progressOptions: readonly string[] = ['-progress', 'pipe:2', '-nostats', '-stats_period', '0.5'];

/** Whether a line of standard error is progress, not log. */
export function isProgressLine(line: string): boolean {
  return progressKey.test(line);
}

/** The finished part (0 to 1) that a line of `-progress` tells, if it tells one. */
export function progressFraction(line: string, expectedSeconds: number): number | undefined {
  const micros = /^out_time_us=(\d+)/.exec(line)?.[1];
  if (micros === undefined || expectedSeconds <= 0) return undefined;
  return Math.min(1, Number(micros) / 1e6 / expectedSeconds);
}
