import { describe, expect, it } from '@jest/globals';
import type { MediaProbe } from '@kinoline/media';
import { videoFactsOf } from './video-facts.js';

const video = {
  ...{ codec: 'h264', width: 1280, height: 720, pixelFormat: 'yuv420p', seconds: 4 },
  frameRate: { num: 24_000, den: 1001 },
};

describe('the facts of a clip', () => {
  it('are those of its picture; a mute clip has no sound', () => {
    const facts = videoFactsOf({ video, seconds: 9 } as MediaProbe);
    expect(facts).toEqual({
      ...{ seconds: 4, width: 1280, height: 720, videoCodec: 'h264', pixelFormat: 'yuv420p' },
      framesPerSecond: expect.closeTo(23.976, 3),
    });
  });

  it('have the size that a viewer sees', () => {
    expect(videoFactsOf({ video: { ...video, rotation: 270 } } as MediaProbe)).toMatchObject({
      width: 720,
      height: 1280,
    });
  });

  it('tell codec, rate and channels of the sound', () => {
    const audio = { codec: 'aac', sampleRate: 48_000, channels: 2, channelLayout: 'stereo', seconds: 4 };
    expect(videoFactsOf({ video, audio } as MediaProbe).audio).toEqual({
      codec: 'aac',
      sampleRate: 48_000,
      channels: 2,
    });
  });
});
