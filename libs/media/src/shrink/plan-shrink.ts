import type { Size } from '../join/fit.js';
import type { SoundFormat } from '../join/film-profile.js';
import { filmRate, rateOf } from '../join/frame-rate.js';
import { samplesPerPacket } from '../join/sound-agreement.js';
import type { MediaProbe, Rational } from '../probe/media-probe.js';

/** How a film is made to fit so many bytes. */
export interface ShrinkPlan extends Size {
  readonly frameRate: Rational;
  readonly frames: number;
  /** Length of the picture. */
  readonly seconds: number;
  readonly pictureBitsPerSecond: number;
  /** Absent when the film is mute. */
  readonly sound?: PlannedSound;
}

/** The sound of a smaller film. */
export interface PlannedSound extends SoundFormat {
  readonly bitsPerSecond: number;
}

/** What of a film's probe decides how it is made smaller. */
export type FilmFacts = Pick<MediaProbe, 'video' | 'audio'>;

/** Short sides a smaller film may have, in pixels. A larger one gains nothing in a chat and takes long to encode. */
const shortSides: readonly number[] = [1080, 720, 480];

/** Below this many bits for each pixel of each picture, a smaller picture looks better than this one. */
const fairBitsPerPixel = 0.05;

/** Below this, the smallest picture falls to pieces wherever something moves. */
const poorestBitsPerPixel = 0.03;

/** More is not seen any more, and only takes time to send. */
const richestBitsPerPixel = 0.2;

/** Left free of the bytes: two passes miss their rate by less than a hundredth (tried with ffmpeg 5.1, x264 164). */
const margin = 0.02;

/** The sound's share of all bits, unless it is at its poorest already. */
const soundShare = 1 / 6;

/** Bits a second of one channel of AAC-LC, the best first. */
const channelRates = [64_000, 48_000, 32_000] as const;

/**
 * Plans a copy of a film that fits so many bytes: the largest picture that still gets a fair number of bits for each
 * pixel.
 *
 * @returns undefined when even the smallest picture would look bad
 */
export function planShrink(film: FilmFacts, maxBytes: number): ShrinkPlan | undefined {
  const frameRate = filmRate(film.video.frameRate);
  const { frames, seconds } = film.video;
  const bits = bitsPerSecondWithin(film, maxBytes);
  const sound = soundOf(film, bits);
  const left = bits - (sound?.bitsPerSecond ?? 0);
  const bitsPerPixel = (size: Size): number => left / (size.width * size.height * rateOf(frameRate));
  const sizes = sizesOf(film.video);
  const size =
    sizes.find((each) => bitsPerPixel(each) >= fairBitsPerPixel) ??
    sizes.slice(-1).find((each) => bitsPerPixel(each) >= poorestBitsPerPixel);
  if (size === undefined) return undefined;
  const pictureBitsPerSecond = Math.floor(Math.min(left, mostBitsPerSecond(size, frameRate)));
  return { ...size, frameRate, frames, seconds, pictureBitsPerSecond, ...(sound && { sound }) };
}

/**
 * The plan after it gave a file that is too large.
 *
 * @param bytes - length of that file
 * @returns undefined when the picture would look bad then
 */
export function lowered(plan: ShrinkPlan, bytes: number, maxBytes: number): ShrinkPlan | undefined {
  const { width, height, frameRate, seconds, sound } = plan;
  const other = ((sound?.bitsPerSecond ?? 0) * seconds) / 8;
  // An encoder that takes more than it was given does so in proportion.
  const share = (maxBytes * (1 - 2 * margin) - other) / (bytes - other);
  const pictureBitsPerSecond = Math.floor(plan.pictureBitsPerSecond * share);
  const poorest = poorestBitsPerPixel * width * height * rateOf(frameRate);
  return pictureBitsPerSecond < poorest ? undefined : { ...plan, pictureBitsPerSecond };
}

/** Temporary bytes that the work needs: the copy while its index is moved to the front, and the encoder's notes. */
export function shrinkRoom({ width, height, frames }: ShrinkPlan, maxBytes: number): number {
  const macroblocks = Math.ceil(width / 16) * Math.ceil(height / 16);
  return 2 * maxBytes + frames * (200 + 2 * macroblocks);
}

/** What picture and sound may take together, in bits a second. */
function bitsPerSecondWithin(film: FilmFacts, maxBytes: number): number {
  const bytes = maxBytes * (1 - margin) - containerBytes(film);
  return (bytes * 8) / film.video.seconds;
}

/** What an mp4 needs besides its packets: an entry of some bytes for each of them, and its header. */
function containerBytes({ video, audio }: FilmFacts): number {
  const packets = audio === undefined ? 0 : (audio.seconds * audio.sampleRate) / samplesPerPacket;
  return 8_192 + 16 * video.frames + 8 * packets;
}

function soundOf({ audio }: FilmFacts, bitsPerSecond: number): PlannedSound | undefined {
  if (audio === undefined) return undefined;
  const channels = audio.channels === 1 ? 1 : 2;
  const [best, middle, poorest] = channelRates.map((rate) => rate * channels);
  const affordable = [best, middle].find((rate) => rate !== undefined && rate <= bitsPerSecond * soundShare);
  return {
    sampleRate: audio.sampleRate,
    channels,
    bitsPerSecond: affordable ?? poorest ?? 0,
  };
}

/** The film's own size, unless it is above all short sides, and all smaller ones of the same shape; largest first. */
function sizesOf({ width, height }: Size): Size[] {
  const side = Math.min(width, height);
  const sides = shortSides.filter((each) => each < side);
  const own = side <= (shortSides[0] ?? 0) ? [side] : [];
  return [...own, ...sides].map((each) => ({
    width: even((width * each) / side),
    height: even((height * each) / side),
  }));
}

function even(length: number): number {
  return Math.max(2, 2 * Math.round(length / 2));
}

function mostBitsPerSecond({ width, height }: Size, frameRate: Rational): number {
  return richestBitsPerPixel * width * height * rateOf(frameRate);
}
