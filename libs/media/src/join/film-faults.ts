import type { AudioProbe, MediaProbe, Rational, VideoProbe } from '../probe/media-probe.js';
import type { SoundFormat } from './film-profile.js';
import { rateOf } from './frame-rate.js';
import type { JoinPlan } from './plan-join.js';
import { reasons } from './reasons.js';

/** What was found out about a finished film. */
export interface FilmFindings {
  readonly probe: MediaProbe;
  /** Whether its index stands before its media. */
  readonly fastStart: boolean;
  /** Whether its picture packets are those of its pieces. */
  readonly pictureIntact: boolean;
}

/** Sound may end this much before or after the picture, in seconds: a hole is left at a seam rather than filled. */
const soundTolerance = 0.1;

/** What a film was to be. */
export interface ExpectedFilm {
  readonly width: number;
  readonly height: number;
  readonly frameRate: Rational;
  readonly frames: number;
  /** Length of the picture. */
  readonly seconds: number;
  /** Absent for a film without a sound track. */
  readonly sound?: SoundFormat;
}

/** What is wrong with a film, measured by its plan, in words for operators; empty when it is right. */
export function filmFaults(plan: JoinPlan, findings: FilmFindings): string[] {
  return [
    ...playingFaults(expectedOf(plan), findings),
    ...reasons({ 'its picture is not that of its pieces': !findings.pictureIntact }),
  ];
}

/** What keeps a film from playing everywhere as expected, in words for operators. */
export function playingFaults(
  expected: ExpectedFilm,
  { probe, fastStart }: Pick<FilmFindings, 'probe' | 'fastStart'>,
): string[] {
  return [
    ...pictureFaults(expected, probe.video),
    ...soundFaults(expected.sound, probe),
    ...reasons({ 'its index stands behind its media': !fastStart }),
  ];
}

function expectedOf({ profile: { picture, sound }, steps }: JoinPlan): ExpectedFilm {
  const { width, height, frameRate } = picture;
  return {
    ...{ width, height, frameRate },
    frames: steps.reduce((sum, step) => sum + step.frames, 0),
    seconds: steps.reduce((sum, step) => sum + step.seconds, 0),
    ...(sound.kind !== 'none' && { sound: sound.format }),
  };
}

function pictureFaults(expected: ExpectedFilm, video: VideoProbe): string[] {
  const { width, height, frameRate, frames, seconds } = expected;
  const { num, den } = video.sampleAspectRatio;
  return reasons({
    [`its codec is ${video.codec}`]: video.codec !== 'h264',
    [`its pixels are ${video.pixelFormat}`]: video.pixelFormat !== 'yuv420p',
    [`it is ${video.width}x${video.height} instead of ${width}x${height}`]:
      video.width !== width || video.height !== height,
    [`its pixels are ${num}:${den} wide`]: num !== den,
    [`it is rotated by ${video.rotation ?? 0}`]: (video.rotation ?? 0) !== 0,
    [`it shows ${video.frames} pictures instead of ${frames}`]: video.frames !== frames,
    [`it lasts ${video.seconds.toFixed(3)} s instead of ${seconds.toFixed(3)} s`]:
      Math.abs(video.seconds - seconds) > 1 / rateOf(frameRate),
  });
}

function soundFaults(format: SoundFormat | undefined, { audio, video, streams }: MediaProbe): string[] {
  const expected = format === undefined ? 'video' : 'video,audio';
  if (streams.join() !== expected) return [`it holds ${streams.join()} instead of ${expected}`];
  if (format === undefined || audio === undefined) return [];
  return trackFaults(audio, format, video.startSeconds + video.seconds);
}

function trackFaults(audio: AudioProbe, format: SoundFormat, pictureEnd: number): string[] {
  const end = audio.startSeconds + audio.seconds;
  return reasons({
    [`its sound is ${audio.codec}`]: audio.codec !== 'aac',
    [`its sound has ${audio.sampleRate} samples a second`]: audio.sampleRate !== format.sampleRate,
    [`its sound has ${audio.channels} channels`]: audio.channels !== format.channels,
    [`its sound ends at ${end.toFixed(3)} s, its picture at ${pictureEnd.toFixed(3)} s`]:
      Math.abs(end - pictureEnd) > soundTolerance,
  });
}
