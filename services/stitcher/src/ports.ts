import type { PixelSize, VideoFacts } from '@kinoline/contracts';
import type { MediaProbe } from '@kinoline/media';

/** Every long call can be given up. */
export interface Call {
  readonly signal: AbortSignal;
}

/** A clip cannot be used, and never will be. */
export class UnusableClipError extends Error {
  override readonly name = 'UnusableClipError';
}

/** The clips could not be joined; whether and which clip is to blame is not known. */
export class UnreadableClipsError extends Error {
  override readonly name = 'UnreadableClipsError';
}

/** A film was made and is not what was planned; a person must not get it. */
export class WrongFilmError extends Error {
  override readonly name = 'WrongFilmError';
}

/** Where the first and the last picture of a clip are (PNG), and a small one from its middle (JPEG). */
export interface ClipStills {
  readonly firstFrame: string;
  readonly lastFrame: string;
  readonly thumbnail: string;
}

/** Looks into clips. */
export interface ClipExaminer {
  /**
   * Probes a clip that is known to decode.
   * @throws UnusableClipError when it is no clip at all
   */
  look(clip: string, call: Call): Promise<MediaProbe>;
  /**
   * Checks a clip as hostile input, decoding all of it, and writes its stills.
   * @throws UnusableClipError when the clip is to blame
   * @throws RetryableError when this machine is (no room, no time, no memory)
   */
  examine(clip: string, stills: ClipStills, call: Call): Promise<MediaProbe>;
}
/** Injection token of {@link ClipExaminer}. */
export const CLIP_EXAMINER = Symbol('ClipExaminer');

/** A clip that may go into the film. */
export interface SoundClip {
  readonly scene: number;
  /** Absolute path. */
  readonly path: string;
  readonly probe: MediaProbe;
  /** Absent when they are not in the store any more. */
  readonly stills?: ClipStills;
}

/** What the film must be. */
export interface FilmOrder {
  /** In the order of the film; at least one. */
  readonly clips: readonly SoundClip[];
  readonly size: PixelSize;
  readonly sound: boolean;
  /** Encodes every picture anew, also where it could be copied. */
  readonly encodeAll: boolean;
  readonly workspace: Workspace;
}

/** What became of one clip. */
export interface JoinedClip {
  readonly scene: number;
  /** Seconds from the start of the film. */
  readonly startsAt: number;
  readonly picture: 'copied' | 'encoded';
  readonly sound: 'copied' | 'encoded' | 'silence' | 'none';
  /** Size at which a player shows the clip, before it was fitted into the film. */
  readonly shown: PixelSize;
  /** How it was brought to the film's size, as far as one can see. */
  readonly fit: { readonly scaled: 'up' | 'down' | 'no'; readonly cropped: boolean };
}

/** A film, verified; all paths are absolute. */
export interface MadeFilm {
  readonly film: string;
  readonly contactSheet: string;
  readonly thumbnail: string;
  readonly facts: VideoFacts;
  readonly clips: readonly JoinedClip[];
}

/** Makes films. */
export interface FilmMaker {
  /**
   * @throws UnreadableClipsError when the clips cannot be joined like this
   * @throws WrongFilmError when the result is not what was planned
   * @throws RetryableError when this machine is to blame
   */
  make(order: FilmOrder, call: Call): Promise<MadeFilm>;
}
/** Injection token of {@link FilmMaker}. */
export const FILM_MAKER = Symbol('FilmMaker');

/** A film that is too large, and how large it may be. */
export interface ShrinkOrder {
  /** Absolute path. */
  readonly film: string;
  readonly maxBytes: number;
  readonly workspace: Workspace;
}

/** A film again, small enough. */
export interface SmallerFilm extends PixelSize {
  /** Absolute path. */
  readonly path: string;
}

/** Makes films smaller. */
export interface FilmShrinker {
  /**
   * @returns undefined when it would look bad, or cannot be made on this machine now: the film itself is there
   * @throws the signal's reason
   */
  shrink(order: ShrinkOrder, call: Call): Promise<SmallerFilm | undefined>;
}
/** Injection token of {@link FilmShrinker}. */
export const FILM_SHRINKER = Symbol('FilmShrinker');

/** A private folder that goes when the work is done. */
export interface Workspace extends AsyncDisposable {
  /** Absolute path of a file in it. */
  path(name: string): string;
  /** @throws RetryableError that says how much is missing when there is no room for so many more bytes */
  needRoom(bytes: number): Promise<void>;
}

/** Makes workspaces. */
export interface Workspaces {
  /** @throws RetryableError when there is no room for one */
  open(): Promise<Workspace>;
}
/** Injection token of {@link Workspaces}. */
export const WORKSPACES = Symbol('Workspaces');
