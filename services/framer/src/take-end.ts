import { type ClipGenerated, type DataOf, SceneFailed, SceneRendered } from '@kinoline/contracts';
import {
  MESSAGE_HISTORY,
  MESSAGE_PUBLISHER,
  type MessageHistory,
  type MessagePublisher,
} from '@kinoline/messaging';
import { Metrics } from '@kinoline/observability';
import { Inject, Injectable } from '@nestjs/common';
import type { TakeFailure } from './take-failure.js';

/** A clip that arrived, unchecked. */
export type ArrivedClip = DataOf<typeof ClipGenerated>;

/** A take as it is rendered. */
export type RenderedScene = DataOf<typeof SceneRendered>;

/** Says how a take ended, once, and counts it. */
@Injectable()
export class TakeEnd {
  constructor(
    @Inject(MESSAGE_PUBLISHER) private readonly publisher: MessagePublisher,
    @Inject(MESSAGE_HISTORY) private readonly history: MessageHistory,
    private readonly metrics: Metrics,
  ) {}

  /** Whether it was said: SceneRendered and SceneFailed have subjects of their own, so one must look for the other. */
  async isSaid({ jobId, scene, take }: ArrivedClip): Promise<boolean> {
    const identity = { jobId, scene, take };
    const ends = await Promise.all([
      this.history.first(SceneRendered, identity),
      this.history.first(SceneFailed, identity),
    ]);
    return ends.some((end) => end !== undefined);
  }

  /** The take gave a scene. */
  async rendered(scene: RenderedScene): Promise<void> {
    if ((await this.publisher.say(SceneRendered, scene)) === 'already-said') return;
    const { model, seam } = scene;
    this.metrics.takes.add({ model, outcome: 'rendered' });
    if (seam.measure !== undefined)
      this.metrics.seamSimilarity.observe({ kind: seam.kind }, seam.measure.ssim);
  }

  /** The take gave nothing. What it cost stands. */
  async failed({ jobId, scene, take, costUsd, model }: ArrivedClip, failure: TakeFailure): Promise<void> {
    const said = await this.publisher.say(SceneFailed, { jobId, scene, take, costUsd, ...failure });
    if (said === 'said') this.metrics.takes.add({ model, outcome: failure.code });
  }
}
