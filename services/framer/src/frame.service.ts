import { ClipGenerated, type DataOf, type MediaRef, SceneFailed, SceneRendered } from '@kinoline/contracts';
import { MEDIA_STORE, type MediaStore, takeKey } from '@kinoline/media-store';
import {
  MESSAGE_HISTORY,
  MESSAGE_PUBLISHER,
  type MessageContext,
  type MessageHistory,
  type MessagePublisher,
} from '@kinoline/messaging';
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
import { forbidsRetry, givenUp, type TakeFailure, takeFailureOf } from './take-failure.js';

/** A clip that arrived, unchecked. */
export type ArrivedClip = DataOf<typeof ClipGenerated>;

/** Makes a scene of a clip: checks it, takes its frames, measures the seam before it. */
@Injectable()
export class FrameService {
  constructor(
    @Inject(MEDIA_STORE) private readonly store: MediaStore,
    @Inject(CLIP_EXAMINER) private readonly examiner: ClipExaminer,
    @Inject(WORKSPACES) private readonly workspaces: Workspaces,
    @Inject(MESSAGE_PUBLISHER) private readonly publisher: MessagePublisher,
    @Inject(MESSAGE_HISTORY) private readonly history: MessageHistory,
    private readonly seams: SeamMeter,
  ) {}

  /**
   * Ends a take with SceneRendered or SceneFailed. May be called again for the same clip: what was said stands.
   * @throws what another try may mend, for the transport
   */
  async frame(clip: ArrivedClip, context: Pick<MessageContext, 'signal' | 'lastDelivery'>): Promise<void> {
    if (await this.hasEnded(clip)) return;
    try {
      const scene = await this.sceneOf(clip, context.signal);
      await this.publisher.say(SceneRendered, scene);
    } catch (error) {
      // A shutdown says nothing about the clip; it comes again.
      context.signal.throwIfAborted();
      const failure = takeFailureOf(error);
      if (failure !== undefined) {
        await this.fail(clip, failure);
        return;
      }
      // Nobody will work on this take any more: the job must not wait for it. The clip stays in the store.
      if (context.lastDelivery || forbidsRetry(error)) await this.fail(clip, givenUp(error));
      throw error;
    }
  }

  /** A take ends once: SceneRendered and SceneFailed have subjects of their own, so each must look for the other. */
  private async hasEnded({ jobId, scene, take }: ArrivedClip): Promise<boolean> {
    const identity = { jobId, scene, take };
    const ends = await Promise.all([
      this.history.first(SceneRendered, identity),
      this.history.first(SceneFailed, identity),
    ]);
    return ends.some((end) => end !== undefined);
  }

  private async sceneOf(clip: ArrivedClip, signal: AbortSignal): Promise<DataOf<typeof SceneRendered>> {
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

  private async fail({ jobId, scene, take, costUsd }: ArrivedClip, failure: TakeFailure): Promise<void> {
    await this.publisher.say(SceneFailed, { jobId, scene, take, costUsd, ...failure });
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
