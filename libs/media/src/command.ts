/**
 * ffmpeg and ffprobe calls as plain data. Builders are pure functions that return them, unit tests compare them,
 * and {@link MediaRunner} is the only place that runs them.
 */

/** One input of an ffmpeg command. */
export interface FfmpegInput {
  /** What stands after `-i`: best made by {@link clipInput}, which locks the container down. */
  readonly source: string;
  /** Options that stand before `-i`. */
  readonly options: readonly string[];
}

/** One output of an ffmpeg command. */
export interface FfmpegOutput {
  /** Absolute path of the file to write (an existing one is overwritten). */
  readonly file: string;
  /** Options that stand before the file name. */
  readonly options: readonly string[];
}

/** One run of ffmpeg. At least one input and one output. */
export interface FfmpegCommand {
  readonly inputs: readonly FfmpegInput[];
  /** The value of `-filter_complex`; its labelled ends are mapped in the outputs' options (`-map [label]`). */
  readonly filterGraph?: string;
  readonly outputs: readonly FfmpegOutput[];
  /** Options for the whole run, for example `-copyts`; the runner adds `-xerror` and its bounds. */
  readonly globalOptions?: readonly string[];
  /** Length of the longest output in seconds; with it the runner can report progress as a fraction. */
  readonly expectedSeconds?: number;
  /** `warning` unless said otherwise; filters such as loudnorm and ssim say their results at `info`. */
  readonly logLevel?: 'error' | 'warning' | 'info';
}

/** One run of a tool whose answer stands in its standard output. */
export interface ProbeCommand {
  readonly tool: 'ffprobe' | 'ffmpeg';
  readonly args: readonly string[];
}

/**
 * Options that open a file as mp4/mov and as nothing else. A text file named .mp4 would otherwise be opened as a
 * playlist, and a playlist may name other files or hosts (tried with ffmpeg 5.1).
 */
export const clipDemuxOptions: readonly string[] = ['-f', 'mov', '-protocol_whitelist', 'file'];

/** The `file:` address of a path, so that a colon in its name is not read as a protocol. */
export function fileAddress(path: string): string {
  return `file:${path}`;
}

/** An mp4/mov file as input, locked down by {@link clipDemuxOptions}; `options` (such as a seek) come first. */
export function clipInput(path: string, options: readonly string[] = []): FfmpegInput {
  return { source: fileAddress(path), options: [...options, ...clipDemuxOptions] };
}
