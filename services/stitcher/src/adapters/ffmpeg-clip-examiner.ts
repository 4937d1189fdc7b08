import { dirname } from 'node:path';
import { checkClip, type ClipLimits, type MediaProbe, type MediaRunner, probe } from '@kinoline/media';
import type { Call, ClipExaminer, ClipStills } from '../ports.js';
import { clipFailure } from './media-failure.js';

/** Looks into clips by ffmpeg. */
export class FfmpegClipExaminer implements ClipExaminer {
  constructor(
    private readonly runner: MediaRunner,
    private readonly limits: ClipLimits,
  ) {}

  async look(path: string, call: Call): Promise<MediaProbe> {
    try {
      return await probe(this.runner, path, call);
    } catch (error) {
      throw clipFailure(error, `${dirname(path)}/`);
    }
  }

  async examine(path: string, stills: ClipStills, call: Call): Promise<MediaProbe> {
    const { firstFrame, lastFrame, thumbnail } = stills;
    const clip = { path, limits: this.limits, stills: { firstFrame, lastFrame, thumbnail } };
    try {
      return await checkClip(this.runner, clip, call);
    } catch (error) {
      throw clipFailure(error, `${dirname(path)}/`);
    }
  }
}
