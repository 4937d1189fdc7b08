import type { MediaRef } from '@kinoline/contracts';
import { MEDIA_STORE, type MediaStore, takeKey } from '@kinoline/media-store';
import type { MessageContext } from '@kinoline/messaging';
import { Inject, Injectable } from '@nestjs/common';
import {
  CLIP_EXAMINER,
  type ClipExaminer,
  type StillPaths,
  type Workspace,
  WORKSPACES,
  type Workspaces,
} from './ports.js';
import { SeamMeter } from './seam-meter.js';
import { type ArrivedClip, type RenderedScene, TakeEnd } from './take-end.js';
import { forbidsRetry, givenUp, takeFailureOf } from './take-failure.js';

/** What the flow needs to know of a delivery. */
export type FramingContext = Pick<MessageContext, 'signal' | 'lastDelivery'>;

/** Makes a scene of a clip: checks it, takes its frames, measures the seam before it. */
@Injectable()
export class FrameService {
  constructor(
    @Inject(MEDIA_STORE) private readonly store: MediaStore,
    @Inject(CLIP_EXAMINER) private readonly examiner: ClipExaminer,
    @Inject(WORKSPACES) private readonly workspaces: Workspaces,
    private readonly seams: SeamMeter,
    private readonly end: TakeEnd,
  ) {}

  /**
   * Ends a take with SceneRendered or SceneFailed. May be called again for the same clip: what was said stands.
   * @throws what another try may mend, for the transport
   */
  async frame(clip: ArrivedClip, context: FramingContext): Promise<void> {
    if (await this.end.isSaid(clip)) return;
    try {
      await this.end.rendered(await this.sceneOf(clip, context.signal));
    } catch (error) {
      // A shutdown says nothing about the clip; it comes again.
      context.signal.throwIfAborted();
      await this.endIfHopeless(clip, error, context);
    }
  }

  /** @throws the error, unless it is the clip's own fault */
  private async endIfHopeless(
    clip: ArrivedClip,
    error: unknown,
    { lastDelivery }: FramingContext,
  ): Promise<void> {
    const failure = takeFailureOf(error);
    if (failure !== undefined) {
      await this.end.failed(clip, failure);
      return;
    }
    // Nobody will work on this take any more, so the job must not wait for it. The clip stays in the store.
    if (lastDelivery || forbidsRetry(error)) await this.end.failed(clip, givenUp(error));
    throw error;
  }

  private async sceneOf(clip: ArrivedClip, signal: AbortSignal): Promise<RenderedScene> {
    await using workspace = await this.workspaces.open();
    const stills = stillPaths(workspace);
    const file = workspace.path('clip.mp4');
    await this.store.getToFile(clip.clip, file, { signal });
    const facts = await this.examiner.examine(file, stills, { signal });
    const [stored, measure] = await Promise.all([
      this.storeStills(clip, stills, signal),
      this.seams.measure(clip, { workspace, firstFrame: stills.firstFrame, signal }),
    ]);
    return { ...passedOn(clip), ...stored, facts, seam: { kind: clip.seam, ...(measure && { measure }) } };
  }

  /** The same keys and bytes on every delivery, so a repeat replaces like by like. */
  private async storeStills(
    { jobId, scene, take }: ArrivedClip,
    stills: StillPaths,
    signal: AbortSignal,
  ): Promise<Record<keyof StillPaths, MediaRef>> {
    const key = (name: 'first.png' | 'last.png' | 'thumbnail.jpg') => takeKey(jobId, scene, take, name);
    const png = { contentType: 'image/png', signal } as const;
    const jpeg = { contentType: 'image/jpeg', signal } as const;
    const [firstFrame, lastFrame, thumbnail] = await Promise.all([
      this.store.putFile(key('first.png'), stills.firstFrame, png),
      this.store.putFile(key('last.png'), stills.lastFrame, png),
      this.store.putFile(key('thumbnail.jpg'), stills.thumbnail, jpeg),
    ]);
    return { firstFrame, lastFrame, thumbnail };
  }
}

function stillPaths(workspace: Workspace): StillPaths {
  return {
    firstFrame: workspace.path('first.png'),
    lastFrame: workspace.path('last.png'),
    thumbnail: workspace.path('thumbnail.jpg'),
  };
}

/** What SceneRendered repeats of the clip, so that its readers need no second message. */
function passedOn({ jobId, scene, take, clip, model, costUsd, providerSeconds, adaptations }: ArrivedClip) {
  return { jobId, scene, take, clip, model, costUsd, providerSeconds, adaptations };
}
