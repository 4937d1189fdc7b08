import type { MediaRef, SeamMeasure } from '@kinoline/contracts';
import { MEDIA_STORE, type MediaStore, MediaStoreError } from '@kinoline/media-store';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLIP_EXAMINER, type ClipExaminer, type Workspace } from './ports.js';

/** Where the measuring takes place. */
export interface SeamPlace {
  readonly workspace: Workspace;
  /** Path of this scene's first frame. */
  readonly firstFrame: string;
  readonly signal: AbortSignal;
}

/** Measures the join of a scene to the one before. */
@Injectable()
export class SeamMeter {
  private readonly log = new Logger(SeamMeter.name);

  constructor(
    @Inject(MEDIA_STORE) private readonly store: MediaStore,
    @Inject(CLIP_EXAMINER) private readonly examiner: ClipExaminer,
  ) {}

  /**
   * The figures of the seam; `undefined` when there is no scene before, its last frame is gone for good or the pictures
   * cannot be compared: a figure is not worth a paid clip.
   * @throws StoreUnavailableError and the like, when the store is in trouble
   */
  async measure(
    clip: { readonly previousLastFrame?: MediaRef | undefined },
    { workspace, firstFrame, signal }: SeamPlace,
  ): Promise<SeamMeasure | undefined> {
    if (clip.previousLastFrame === undefined) return undefined;
    const lastFrame = workspace.path('previous-last.png');
    try {
      await this.store.getToFile(clip.previousLastFrame, lastFrame, { signal });
      return await this.examiner.compare(lastFrame, firstFrame, { signal });
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof MediaStoreError && error.retryable) throw error;
      this.log.warn(`The seam is not measured: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  }
}
