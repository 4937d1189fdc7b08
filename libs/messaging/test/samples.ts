import { randomUUID } from 'node:crypto';
import type { JobCancelled, SceneRequested } from '@kinoline/contracts';
import type { z } from 'zod';

/** A new job's id, a UUID of version 7. */
export function newJobId(): string {
  return randomUUID().replace(/^(.{14})./, '$17');
}

/** A quick message of the generator. */
export function jobCancelled(jobId = newJobId()): z.input<typeof JobCancelled.data> {
  return { jobId, cut: 1, by: 'person' };
}

/** A slow message of the generator. */
export function sceneRequested(jobId = newJobId(), scene = 1): z.input<typeof SceneRequested.data> {
  return {
    jobId,
    scene,
    take: 1,
    revision: 1,
    cut: 1,
    requester: { channel: 'cli', personId: 'local', locale: 'en' },
    settings: {
      model: 'veo_3_1_fast',
      quality: '720p',
      aspect: '16:9',
      secondsPerScene: 4,
      scenes: 3,
      audio: true,
      mode: 'chain',
    },
    planned: { scene, beat: scene, prompt: 'A fox', draft: 'A fox', seconds: 4, seam: 'cut' },
    fresh: false,
  };
}
