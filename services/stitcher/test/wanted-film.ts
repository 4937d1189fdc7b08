import { createHash, randomUUID } from 'node:crypto';
import type { MediaRef } from '@kinoline/contracts';
import type { MediaProbe } from '@kinoline/media';
import type { WantedFilm } from '../src/film-end.js';
import type { MadeFilm } from '../src/ports.js';

/** A job of its own for every test; version 7 of the UUID in form, random in content. */
export function newJobId(): string {
  return randomUUID().replace(/^(.{14})4/, '$17');
}

/** A file in the store; the same key is the same file. */
export function mediaRef(key: string, contentType: MediaRef['contentType'] = 'video/mp4'): MediaRef {
  return { key, bytes: 1000, sha256: createHash('sha256').update(key).digest('hex'), contentType };
}

/** A film of some scenes, each with one take. */
export function wantedFilm(
  changes: Partial<WantedFilm> = {},
  scenes: readonly number[] = [1, 2, 3],
): WantedFilm {
  const jobId = '019a0000-0000-7000-8000-000000000001';
  return {
    ...{ jobId, cut: 1, aspect: '16:9', quality: '720p', audio: true },
    clips: scenes.map((scene) => ({
      ...{ scene, take: 1, seam: scene === 1 ? 'cut' : 'continuous' },
      clip: mediaRef(`jobs/${jobId}/scenes/${scene}/takes/1/clip.mp4`),
    })),
    ...changes,
  };
}

/** What the fakes say of every clip. */
export const clipProbe: MediaProbe = {
  ...{ container: 'mov', seconds: 4, bytes: 1000, streams: ['video', 'audio'] },
  video: {
    ...{ codec: 'h264', profile: 'High', width: 1280, height: 720, pixelFormat: 'yuv420p', colour: {} },
    ...{ sampleAspectRatio: { num: 1, den: 1 }, frameRate: { num: 24, den: 1 }, variableFrameRate: false },
    ...{
      timeBase: { num: 1, den: 12_288 },
      frames: 96,
      startSeconds: 0,
      lastFrameSeconds: 95 / 24,
      seconds: 4,
    },
    ...{ hasBFrames: true, extradataHash: 'SHA256:a' },
  },
  audio: {
    ...{ codec: 'aac', profile: 'LC', sampleRate: 48_000, channels: 2, channelLayout: 'stereo' },
    ...{ timeBase: { num: 1, den: 48_000 }, startSeconds: 0, seconds: 4 },
  },
};

/** The same clip without sound. */
export function mutedProbe(): MediaProbe {
  const { container, seconds, bytes, video } = clipProbe;
  return { container, seconds, bytes, video, streams: ['video'] };
}

/** The film that the fake maker makes. */
export function madeFilm(scenes: readonly number[]): MadeFilm {
  return {
    ...{ film: '/work/film.mp4', contactSheet: '/work/sheet.jpg', thumbnail: '/work/thumbnail.jpg' },
    facts: {
      ...{ seconds: 4 * scenes.length, width: 1280, height: 720, framesPerSecond: 24 },
      ...{ videoCodec: 'h264', pixelFormat: 'yuv420p' },
      audio: { codec: 'aac', sampleRate: 48_000, channels: 2 },
    },
    clips: scenes.map((scene, index) => ({
      ...{ scene, startsAt: 4 * index, picture: 'copied', sound: scene === 2 ? 'silence' : 'copied' },
      ...{ shown: { width: 1280, height: 720 }, fit: { scaled: 'no', cropped: false } },
    })),
  };
}
