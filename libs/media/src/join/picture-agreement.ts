import type { MediaProbe, Rational, VideoProbe } from '../probe/media-probe.js';
import type { JoinTarget, PictureProfile } from './film-profile.js';
import { filmRate, rateOf, sameRate, usualRate, usualTimescale } from './frame-rate.js';
import { heaviest } from './heaviest.js';
import { reasons } from './reasons.js';

/** H.264 profiles that every phone plays: 8 bits, 4:2:0. */
const playableProfiles: readonly (string | undefined)[] = [
  'Constrained Baseline',
  'Baseline',
  'Main',
  'High',
];

/** Less than this many ticks between two pictures leave no room to repair decode times at a seam. */
const ticksPerPicture = 8;

/** Why this picture can never be copied into the film, in words for a log; empty when it can. */
export function pictureObstacles(probe: MediaProbe, target: JoinTarget): string[] {
  const { video } = probe;
  const { num, den } = video.sampleAspectRatio;
  return reasons({
    'all are encoded': target.encodeAll === true,
    [`codec ${video.codec}`]: video.codec !== 'h264',
    [`profile ${video.profile ?? 'unknown'}`]: !playableProfiles.includes(video.profile),
    [`pixel format ${video.pixelFormat}`]: video.pixelFormat !== 'yuv420p',
    [`size ${video.width}x${video.height}`]: video.width !== target.width || video.height !== target.height,
    [`pixel shape ${num}:${den}`]: num !== den,
    [`rotated by ${video.rotation ?? 0}`]: (video.rotation ?? 0) !== 0,
    'variable frame rate': video.variableFrameRate,
    'hidden pictures': video.hiddenFrames !== undefined,
    [`frame rate ${rateOf(video.frameRate)}`]:
      rateOf(video.frameRate) > rateOf(filmRate(video.frameRate)) + 1,
    'late start': pictureDelay(probe) > 0.5 / rateOf(video.frameRate),
    'no parameter sets': video.extradataHash === undefined,
  });
}

/**
 * How much later than the file the picture starts, in seconds. Sound before time 0 is the encoder's delay and does not
 * count.
 */
export function pictureDelay({ video, audio }: MediaProbe): number {
  const fileStart = Math.min(video.startSeconds, Math.max(0, audio?.startSeconds ?? video.startSeconds));
  return video.startSeconds - fileStart;
}

/** Why this picture, which could be copied, does not agree with the others; empty when it does. */
export function pictureDifferences(video: VideoProbe, profile: PictureProfile): string[] {
  return reasons({
    [`frame rate ${rateOf(video.frameRate)}`]: !sameRate(filmRate(video.frameRate), profile.frameRate),
    'other parameter sets': video.extradataHash !== profile.parameterSets,
  });
}

/**
 * The picture of the film: of the clips that fit the target as they are, those that agree with each other and hold the
 * most seconds decide; where none fits, only their frame rate is kept.
 */
export function pictureProfile(probes: readonly MediaProbe[], target: JoinTarget): PictureProfile {
  const size = { width: target.width, height: target.height };
  const fitting = probes.filter((probe) => pictureObstacles(probe, target).length === 0);
  const leader = heaviest(votes(fitting), agreementKey);
  if (leader === undefined) {
    const frameRate = commonRate(probes);
    return { ...size, frameRate, timescale: usualTimescale(frameRate) };
  }
  const agreeing = fitting.filter(({ video }) => agreementKey(video) === agreementKey(leader));
  const frameRate = filmRate(leader.frameRate);
  const timescale = commonTimescale(agreeing, frameRate);
  return { ...size, frameRate, timescale, ...parameterSets(leader) };
}

/** Ticks a second, when the clock's tick is a whole part of a second. */
export function timescaleOf({ num, den }: Rational): number | undefined {
  return den % num === 0 ? den / num : undefined;
}

function parameterSets({ extradataHash }: VideoProbe): Pick<PictureProfile, 'parameterSets'> {
  return extradataHash === undefined ? {} : { parameterSets: extradataHash };
}

function agreementKey({ frameRate, extradataHash }: VideoProbe): string {
  const { num, den } = filmRate(frameRate);
  return `${num}/${den} ${extradataHash ?? ''}`;
}

function commonRate(probes: readonly MediaProbe[]): Rational {
  const even = probes.filter(({ video }) => !video.variableFrameRate);
  const rates = (even.length > 0 ? even : probes).map(({ video }) => ({
    value: even.length > 0 ? filmRate(video.frameRate) : usualRate(video.frameRate),
    seconds: video.seconds,
  }));
  return heaviest(rates, ({ num, den }) => `${num}/${den}`) ?? { num: 24, den: 1 };
}

function commonTimescale(probes: readonly MediaProbe[], frameRate: Rational): number {
  const common = heaviest(votes(probes), ({ timeBase }) => `${timeBase.num}/${timeBase.den}`);
  const timescale = common && timescaleOf(common.timeBase);
  const fine = timescale !== undefined && timescale >= ticksPerPicture * rateOf(frameRate);
  return fine ? timescale : usualTimescale(frameRate);
}

function votes(probes: readonly MediaProbe[]): { value: VideoProbe; seconds: number }[] {
  return probes.map(({ video }) => ({ value: video, seconds: video.seconds }));
}
