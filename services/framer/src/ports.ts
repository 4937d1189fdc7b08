import type { SeamMeasure, VideoFacts } from '@kinoline/contracts';

/** Every long call can be given up. */
export interface Call {
  readonly signal: AbortSignal;
}

/** Where the stills of a clip go: absolute paths. */
export interface StillPaths {
  /** PNG of the first picture shown. */
  readonly firstFrame: string;
  /** PNG of the last picture shown. */
  readonly lastFrame: string;
  /** JPEG for lists and chats: at most 320 pixels and 200 kB. */
  readonly thumbnail: string;
}

/** The file is not a sound clip, and never will be. */
export class UnusableClipError extends Error {
  override readonly name = 'UnusableClipError';
}

/** Looks into clips and pictures. */
export interface ClipExaminer {
  /**
   * Checks a clip as hostile input and writes its stills.
   * @throws UnusableClipError when the clip is to blame
   * @throws RetryableError when this machine is (no room, no time, no memory)
   */
  examine(clip: string, stills: StillPaths, call: Call): Promise<VideoFacts>;
  /** How well the last picture of one scene and the first of the next join. */
  compare(lastFrame: string, firstFrame: string, call: Call): Promise<SeamMeasure>;
}
/** Injection token of {@link ClipExaminer}. */
export const CLIP_EXAMINER = Symbol('ClipExaminer');

/** A private folder that goes when the work is done. */
export interface Workspace extends AsyncDisposable {
  /** Absolute path of a file in it. */
  path(name: string): string;
}

/** Makes workspaces. */
export interface Workspaces {
  /** @throws RetryableError when there is no room for one */
  open(): Promise<Workspace>;
}
/** Injection token of {@link Workspaces}. */
export const WORKSPACES = Symbol('Workspaces');
