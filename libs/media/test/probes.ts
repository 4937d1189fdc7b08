import fc from 'fast-check';
import type { AudioProbe, MediaProbe, Rational, VideoProbe } from '../src/index.js';

/** A probe as ffprobe would make it of a small, plain clip; parts may be replaced. */
export function probeOf(video: Partial<VideoProbe> = {}, audio?: Partial<AudioProbe> | 'mute'): MediaProbe {
  const frameRate = video.frameRate ?? { num: 24, den: 1 };
  const frames = video.frames ?? 96;
  const seconds = (frames * frameRate.den) / frameRate.num;
  const picture = {
    ...plainPicture,
    frames,
    seconds,
    lastFrameSeconds: seconds - 1 / 24,
    frameRate,
    ...video,
  };
  const sound = { ...plainSound, seconds, ...(audio === 'mute' ? {} : audio) };
  return {
    container: 'mov,mp4,m4a,3gp,3g2,mj2',
    seconds,
    bytes: 1000,
    video: picture,
    ...(audio !== 'mute' && { audio: sound }),
    streams: audio === 'mute' ? ['video'] : ['video', 'audio'],
  };
}

const plainPicture = {
  codec: 'h264',
  profile: 'High',
  width: 1280,
  height: 720,
  sampleAspectRatio: { num: 1, den: 1 },
  pixelFormat: 'yuv420p',
  colour: {},
  variableFrameRate: false,
  timeBase: { num: 1, den: 12_288 },
  startSeconds: 0,
  hasBFrames: true,
  extradataHash: 'SHA256:a',
};

const plainSound: AudioProbe = {
  codec: 'aac',
  profile: 'LC',
  sampleRate: 48_000,
  channels: 2,
  channelLayout: 'stereo',
  timeBase: { num: 1, den: 48_000 },
  startSeconds: 0,
  seconds: 4,
};

const sides: readonly (readonly [number, number])[] = [
  [1280, 720],
  [1920, 1080],
  [720, 1280],
  [1284, 716],
  [321, 181],
];

const rates: readonly Rational[] = [
  { num: 24, den: 1 },
  { num: 24_000, den: 1001 },
  { num: 30, den: 1 },
  { num: 16, den: 1 },
  { num: 192_000, den: 8001 },
  { num: 120, den: 1 },
];

/** Pictures of clips as they may come from outside. */
const pictures: fc.Arbitrary<Partial<VideoProbe>> = fc
  .record({
    size: fc.constantFrom(...sides),
    codec: fc.constantFrom('h264', 'h264', 'h264', 'hevc'),
    frameRate: fc.constantFrom(...rates),
    frames: fc.integer({ min: 1, max: 500 }),
    pixelFormat: fc.constantFrom('yuv420p', 'yuv420p', 'yuv444p'),
    timescale: fc.constantFrom(12_288, 24_000, 90_000, 24),
    variableFrameRate: fc.constantFrom(false, false, false, true),
    rotation: fc.constantFrom(0, 0, 0, 90, 180),
    extradataHash: fc.constantFrom('SHA256:a', 'SHA256:b', undefined),
    startSeconds: fc.constantFrom(0, 0, 0, 0.5),
  })
  .map(({ size: [width, height], timescale, rotation, extradataHash, ...rest }) => ({
    ...rest,
    ...{ width, height, timeBase: { num: 1, den: timescale } },
    ...(rotation === 0 ? {} : { rotation }),
    ...(extradataHash === undefined ? {} : { extradataHash }),
  }));

const sounds: fc.Arbitrary<Partial<AudioProbe> | 'mute'> = fc.oneof(
  fc.constant<'mute'>('mute'),
  fc.record({
    codec: fc.constantFrom('aac', 'aac', 'mp3', 'opus'),
    sampleRate: fc.constantFrom(48_000, 44_100, 16_000),
    channels: fc.constantFrom(1, 2, 6),
    startSeconds: fc.constantFrom(0, 0, 0.2),
  }),
);

/** Probes of clips as they may come from outside. */
export const probes: fc.Arbitrary<MediaProbe> = fc
  .tuple(pictures, sounds, fc.boolean())
  .map(([picture, sound, soundFirst]) => {
    const probe = probeOf(picture, sound);
    return soundFirst ? { ...probe, streams: probe.streams.toReversed() } : probe;
  });
