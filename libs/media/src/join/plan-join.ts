import type { MediaProbe } from '../probe/media-probe.js';
import { fitOf, shownSize, type Fit } from './fit.js';
import type { FilmProfile, FilmSound, JoinTarget, PictureProfile } from './film-profile.js';
import { rateOf } from './frame-rate.js';
import {
  pictureDelay,
  pictureDifferences,
  pictureObstacles,
  pictureProfile,
  timescaleOf,
} from './picture-agreement.js';
import { filmSound, soundDifferences, soundObstacles } from './sound-agreement.js';

/** What is done with one clip before the join. */
export interface ClipStep {
  readonly picture: 'copied' | 'encoded';
  /** `silence` is made for a mute clip; `none`: this clip brings no sound into the film. */
  readonly sound: 'copied' | 'encoded' | 'silence' | 'none';
  /** Whether the clip's file goes into the join as it is; else a piece is made of it first. */
  readonly asIs: boolean;
  /** Why something is not copied, in words for a log. */
  readonly reasons: readonly string[];
  /** What happens to the picture on its way to the film's size. */
  readonly fit: Fit;
  /** Pictures in the film. */
  readonly frames: number;
  /** Length in the film. */
  readonly seconds: number;
  /** How much later than the clip's file its picture starts, in seconds. */
  readonly delaySeconds: number;
}

/** How clips become one film. */
export interface JoinPlan {
  readonly profile: FilmProfile;
  /** One for each clip, in order. */
  readonly steps: readonly ClipStep[];
}

/**
 * Plans a film from its clips' probes. Whatever agrees is copied; a clip that differs is conformed alone, only in what
 * differs. A picture of another size or shape than the target's is encoded clip by clip rather than in one pass over
 * the joined film, so that no picture is ever encoded twice.
 */
export function planJoin(probes: readonly MediaProbe[], target: JoinTarget): JoinPlan {
  const profile = { picture: pictureProfile(probes, target), sound: filmSound(probes, target) };
  return { profile, steps: probes.map((probe) => stepOf(probe, profile, target)) };
}

/** Whether picture or sound of a clip is encoded anew. */
export function isConformed({ picture, sound }: ClipStep): boolean {
  return picture === 'encoded' || sound === 'encoded' || sound === 'silence';
}

function stepOf(probe: MediaProbe, profile: FilmProfile, target: JoinTarget): ClipStep {
  const aboutPicture = pictureReasons(probe, profile.picture, target);
  const picture = aboutPicture.length === 0 ? 'copied' : 'encoded';
  const { sound, reasons } = soundOf(probe, profile.sound);
  return {
    picture,
    sound,
    asIs: picture === 'copied' && isReady(probe, sound, profile),
    reasons: [...aboutPicture, ...reasons],
    fit: fitOf(shownSize(probe.video), target),
    ...lengthOf(probe, picture, profile.picture),
    delaySeconds: pictureDelay(probe),
  };
}

function pictureReasons(probe: MediaProbe, profile: PictureProfile, target: JoinTarget): string[] {
  const obstacles = pictureObstacles(probe, target);
  return obstacles.length > 0 ? obstacles : pictureDifferences(probe.video, profile);
}

function soundOf(probe: MediaProbe, film: FilmSound): { sound: ClipStep['sound']; reasons: string[] } {
  if (film.kind !== 'clips') return { sound: 'none', reasons: [] };
  if (probe.audio === undefined) return { sound: 'silence', reasons: ['mute'] };
  const obstacles = soundObstacles(probe.audio);
  const reasons = obstacles.length > 0 ? obstacles : soundDifferences(probe.audio, probe, film.format);
  return { sound: reasons.length === 0 ? 'copied' : 'encoded', reasons };
}

/** The concat demuxer pairs streams by their place and does not convert clocks, so both must be right in the file. */
function isReady(probe: MediaProbe, sound: ClipStep['sound'], { picture }: FilmProfile): boolean {
  if (probe.streams[0] !== 'video' || timescaleOf(probe.video.timeBase) !== picture.timescale) return false;
  if (sound === 'none') return true;
  const inPlace = probe.streams.length === 2 && probe.streams[1] === 'audio';
  return sound === 'copied' && inPlace && clockFits(probe);
}

function clockFits({ audio }: MediaProbe): boolean {
  return audio === undefined || timescaleOf(audio.timeBase) === audio.sampleRate;
}

/** A copied picture keeps its length; an encoded one fills whole pictures of the film's rate. */
function lengthOf(
  { video }: MediaProbe,
  picture: ClipStep['picture'],
  { frameRate }: PictureProfile,
): Pick<ClipStep, 'frames' | 'seconds'> {
  if (picture === 'copied') return { frames: video.frames, seconds: video.seconds };
  const frames = Math.max(1, Math.round(video.seconds * rateOf(frameRate)));
  return { frames, seconds: frames / rateOf(frameRate) };
}
