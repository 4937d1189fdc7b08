import { describe, expect, it } from '@jest/globals';
import type { MediaProbe } from '../probe/media-probe.js';
import { clipLimits, clipObjection } from './clip-limits.js';
import { isMp4Start } from './file-signature.js';

const sound: MediaProbe = {
  container: 'mov,mp4,m4a,3gp,3g2,mj2',
  seconds: 8,
  bytes: 5_000_000,
  video: {
    codec: 'h264',
    width: 1920,
    height: 1080,
    sampleAspectRatio: { num: 1, den: 1 },
    pixelFormat: 'yuv420p',
    colour: {},
    frameRate: { num: 24, den: 1 },
    variableFrameRate: false,
    timeBase: { num: 1, den: 12288 },
    frames: 192,
    startSeconds: 0,
    lastFrameSeconds: 191 / 24,
    seconds: 8,
    hasBFrames: true,
  },
  streams: ['video'],
};

const withVideo = (change: Partial<MediaProbe['video']>): MediaProbe => ({
  ...sound,
  video: { ...sound.video, ...change },
});

describe('what a clip may be', () => {
  it('lets a usual clip pass, with sound and a time code track, too', () => {
    expect(clipObjection(sound, clipLimits)).toBeUndefined();
    expect(clipObjection({ ...sound, streams: ['video', 'audio', 'data'] }, clipLimits)).toBeUndefined();
  });

  it.each<[string, MediaProbe]>([
    ['subtitle stream', { ...sound, streams: ['video', 'subtitle'] }],
    ['more than one picture stream', { ...sound, streams: ['video', 'video'] }],
    ['more than one sound stream', { ...sound, streams: ['video', 'audio', 'audio'] }],
    ['picture codec prores', withVideo({ codec: 'prores' })],
    ['7680 x 4320 pixels', withVideo({ width: 7680, height: 4320 })],
    ['61.0 s long', { ...sound, seconds: 61 }],
    ['4000 pictures', withVideo({ frames: 4000 })],
    ['no picture', withVideo({ frames: 0 })],
    ['no picture with a time', withVideo({ frameRate: { num: 0, den: 1 } })],
  ])('objects: %s', (reason, probe) => {
    expect(clipObjection(probe, clipLimits)).toContain(reason);
  });

  it('knows an mp4 by its first bytes', () => {
    expect(isMp4Start(Buffer.from('\0\0\0\x20ftypisom', 'latin1'))).toBe(true);
    expect(isMp4Start(Buffer.from('ffconcat version', 'latin1'))).toBe(false);
    expect(isMp4Start(Buffer.from('\0\0'))).toBe(false);
  });
});
