import type { AudioProbe, MediaProbe } from '../probe/media-probe.js';
import { usualSound, type FilmSound, type JoinTarget, type SoundFormat } from './film-profile.js';
import { rateOf } from './frame-rate.js';
import { heaviest } from './heaviest.js';
import { reasons } from './reasons.js';

/** Samples in one packet of AAC-LC. */
export const samplesPerPacket = 1024;

/** Rates of sound worth keeping. */
const goodRates: readonly number[] = [32_000, 44_100, 48_000];

/** Why this sound can never be copied into a film, in words for a log; empty when it can. */
export function soundObstacles(audio: AudioProbe): string[] {
  return reasons({
    [`sound codec ${audio.codec} ${audio.profile ?? ''}`.trim()]:
      audio.codec !== 'aac' || audio.profile !== 'LC',
    [`${audio.channels} channels`]: audio.channels > 2,
    [`${audio.sampleRate} samples a second`]: !goodRates.includes(audio.sampleRate),
  });
}

/** Why this sound, which could be copied, does not agree with the film's format or with its own picture. */
export function soundDifferences(audio: AudioProbe, probe: MediaProbe, format: SoundFormat): string[] {
  return reasons({
    [`${audio.sampleRate} samples a second`]: audio.sampleRate !== format.sampleRate,
    [`${audio.channels} channels`]: audio.channels !== format.channels,
    'sound and picture of different length': misfitSeconds(audio, probe) > toleratedMisfit(audio, probe),
  });
}

/** The film's sound: the format that most seconds of copyable sound have, else the usual one. */
export function filmSound(probes: readonly MediaProbe[], target: JoinTarget): FilmSound {
  if (!target.sound) return { kind: 'none' };
  const sounds = probes.flatMap(({ audio }) => (audio === undefined ? [] : [audio]));
  if (sounds.length === 0) return { kind: 'silence', format: usualSound };
  const votes = sounds
    .filter((audio) => soundObstacles(audio).length === 0)
    .map((audio) => ({ value: formatOf(audio), seconds: audio.seconds }));
  const format = heaviest(votes, ({ sampleRate, channels }) => `${sampleRate} ${channels}`) ?? usualSound;
  return { kind: 'clips', format };
}

function formatOf({ sampleRate, channels }: AudioProbe): SoundFormat {
  return { sampleRate, channels: channels === 1 ? 1 : 2 };
}

/** How far the sound starts or ends from where the picture does, in seconds. */
function misfitSeconds(audio: AudioProbe, { video }: MediaProbe): number {
  const end = video.startSeconds + video.seconds;
  return Math.max(
    Math.abs(audio.startSeconds - video.startSeconds),
    Math.abs(audio.startSeconds + audio.seconds - end),
  );
}

/** A picture or a packet of sound, whichever is longer: a muxer cannot do better. At most a twentieth of a second. */
function toleratedMisfit({ sampleRate }: AudioProbe, { video }: MediaProbe): number {
  return Math.min(0.05, Math.max(1 / rateOf(video.frameRate), samplesPerPacket / sampleRate) + 0.001);
}
