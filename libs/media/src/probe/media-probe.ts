/** A fraction that must not be rounded, such as 24000/1001 pictures a second. */
export interface Rational {
  readonly num: number;
  readonly den: number;
}

/** The picture stream. */
export interface VideoProbe {
  /** ffmpeg's name of the codec, for example `h264`. */
  readonly codec: string;
  readonly profile?: string;
  /** Level as ffmpeg counts it (40 is H.264 level 4.0). */
  readonly level?: number;
  /** Stored size in pixels, before rotation. */
  readonly width: number;
  readonly height: number;
  /** Shape of a pixel; 1/1 when the file says nothing. */
  readonly sampleAspectRatio: Rational;
  /** For example `yuv420p`. */
  readonly pixelFormat: string;
  readonly colour: ColourProbe;
  /** Average pictures a second. */
  readonly frameRate: Rational;
  /** Whether the pictures are shown for unequal times (the last one does not count). */
  readonly variableFrameRate: boolean;
  /** Length of one tick of the stream's clock, in seconds. */
  readonly timeBase: Rational;
  /** Pictures that are shown (an edit list may hide some that are stored). */
  readonly frames: number;
  /** Pictures that are stored and not shown: the clip was cut without encoding. Absent when there are none. */
  readonly hiddenFrames?: number;
  /** When the first picture is shown, in seconds from the file's start. */
  readonly startSeconds: number;
  /** When the last picture is shown, in seconds from the file's start. */
  readonly lastFrameSeconds: number;
  /** From the first picture to the end of the last one, in seconds. */
  readonly seconds: number;
  /** Degrees counter-clockwise (0, 90, 180, 270 …) that a player turns the picture; absent when it does not. */
  readonly rotation?: number;
  /** Whether pictures are stored in another order than shown. */
  readonly hasBFrames: boolean;
  /** SHA-256 of the codec's set-up data; streams joined by copying into one mp4 should agree in it. */
  readonly extradataHash?: string;
}

/** How numbers become colours; each absent when the file says nothing. */
export interface ColourProbe {
  readonly range?: string;
  readonly space?: string;
  readonly primaries?: string;
  readonly transfer?: string;
}

/** The sound stream. */
export interface AudioProbe {
  readonly codec: string;
  readonly profile?: string;
  /** Samples a second. */
  readonly sampleRate: number;
  readonly channels: number;
  /** For example `stereo`; ffmpeg's name. */
  readonly channelLayout: string;
  readonly timeBase: Rational;
  readonly startSeconds: number;
  readonly seconds: number;
  /** SHA-256 of the codec's set-up data. */
  readonly extradataHash?: string;
}

/** What a file says it is. Only a full decode ({@link checkClip}) shows whether it is true. */
export interface MediaProbe {
  /** ffmpeg's name of the container: `mov,mp4,m4a,3gp,3g2,mj2`. */
  readonly container: string;
  /** Length of the longest stream, in seconds. */
  readonly seconds: number;
  readonly bytes: number;
  readonly video: VideoProbe;
  readonly audio?: AudioProbe;
  /** Kind of every stream in the file, in order: `video`, `audio`, `data`, `subtitle`, … */
  readonly streams: readonly string[];
}
