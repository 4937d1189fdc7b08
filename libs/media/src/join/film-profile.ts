import type { Rational } from '../probe/media-probe.js';

/** What the film has to be, whatever its clips are. */
export interface JoinTarget {
  /** Size in pixels; both even. */
  readonly width: number;
  readonly height: number;
  /** Whether the film has a sound track. */
  readonly sound: boolean;
  /** Encodes every picture anew, also where it could be copied: the way out when a copy went wrong. */
  readonly encodeAll?: boolean;
}

/** The picture that all clips have in the film. */
export interface PictureProfile {
  readonly width: number;
  readonly height: number;
  readonly frameRate: Rational;
  /** Ticks a second of the picture's clock. */
  readonly timescale: number;
  /** Hash of the parameter sets (SPS, PPS) of the clips that are copied; absent when none is. */
  readonly parameterSets?: string;
}

/** Format of an AAC-LC track. */
export interface SoundFormat {
  readonly sampleRate: number;
  readonly channels: 1 | 2;
}

/**
 * The film's sound: `none` (no track), `silence` (a track is asked for, but every clip is mute) or `clips` (the clips'
 * own, in this format).
 */
export type FilmSound =
  | { readonly kind: 'none' }
  | { readonly kind: 'silence'; readonly format: SoundFormat }
  | { readonly kind: 'clips'; readonly format: SoundFormat };

/** What all clips are brought to before they are joined by copying. */
export interface FilmProfile {
  readonly picture: PictureProfile;
  readonly sound: FilmSound;
}

/** Sound of a film whose clips do not settle it. */
export const usualSound: SoundFormat = { sampleRate: 48_000, channels: 2 };
