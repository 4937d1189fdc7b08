import { createHash } from 'node:crypto';
import type { MediaRef, SeamMeasure, VideoFacts } from '@kinoline/contracts';
import type { ArrivedClip } from '../src/take-end.js';

/** A file in the store; the same key is the same file. */
export function mediaRef(key: string, contentType: MediaRef['contentType'] = 'image/png'): MediaRef {
  return { key, bytes: 1000, sha256: createHash('sha256').update(key).digest('hex'), contentType };
}

/** What the fake examiner finds. */
export const facts: VideoFacts = {
  ...{
    seconds: 4,
    width: 1280,
    height: 720,
    framesPerSecond: 24,
    videoCodec: 'h264',
    pixelFormat: 'yuv420p',
  },
  audio: { codec: 'aac', sampleRate: 48_000, channels: 2 },
};

export const measure: SeamMeasure = { ssim: 0.98, colourDistance: 0.7 };

/** A clip of scene 2 that has arrived. */
export function arrivedClip(changes: Partial<ArrivedClip> = {}): ArrivedClip {
  const jobId = '019a0000-0000-7000-8000-000000000001';
  return {
    ...{ jobId, scene: 2, take: 1, model: 'veo_3_1_fast', predictionId: 'p1' },
    clip: mediaRef(`jobs/${jobId}/scenes/2/takes/1/clip.mp4`, 'video/mp4'),
    ...{ costUsd: 0.4, providerSeconds: 31, adaptations: [], seam: 'continuous' },
    ...changes,
  };
}
