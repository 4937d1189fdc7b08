import type { SeamMeasure, VideoFacts } from '@kinoline/contracts';
import { checkClip, type ClipLimits, measureSeam, MediaError, type MediaRunner } from '@kinoline/media';
import { RetryableError } from '@kinoline/messaging';
import { type Call, type ClipExaminer, type StillPaths, UnusableClipError } from '../ports.js';
import { videoFactsOf } from './video-facts.js';

/** Examines clips by ffmpeg. */
export class FfmpegClipExaminer implements ClipExaminer {
  constructor(
    private readonly runner: MediaRunner,
    private readonly limits: ClipLimits,
  ) {}

  async examine(path: string, stills: StillPaths, call: Call): Promise<VideoFacts> {
    try {
      const probe = await checkClip(this.runner, { path, limits: this.limits, stills }, call);
      return videoFactsOf(probe);
    } catch (error) {
      throw translated(error, path);
    }
  }

  compare(lastFrame: string, firstFrame: string, call: Call): Promise<SeamMeasure> {
    return measureSeam(lastFrame, firstFrame, call);
  }
}

/** Only a damaged input is the clip's fault. The path of the temporary file tells nobody anything. */
function translated(error: unknown, path: string): unknown {
  if (!(error instanceof MediaError)) return error;
  const message = error.message.replaceAll(`file:${path}`, 'clip').replaceAll(path, 'clip');
  if (error.kind === 'damaged-input') return new UnusableClipError(message, { cause: error });
  return new RetryableError(message, { cause: error });
}
