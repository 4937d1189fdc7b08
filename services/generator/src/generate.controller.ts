import { type Envelope, JobCancelled, SceneRequested } from '@kinoline/contracts';
import { Hears, type MessageContext } from '@kinoline/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { GenerateService } from './generate.service.js';

/** Hears what the line asks of the generator. */
@Controller()
export class GenerateController {
  constructor(private readonly generate: GenerateService) {}

  /** A take of a scene is wanted. */
  @Hears(SceneRequested)
  onSceneRequested(
    @Payload() { data }: Envelope<typeof SceneRequested>,
    @Ctx() { signal }: MessageContext,
  ): Promise<void> {
    return this.generate.begin(data, signal);
  }

  /** Work on a cut of a job is called off. */
  @Hears(JobCancelled)
  onJobCancelled(
    @Payload() { data }: Envelope<typeof JobCancelled>,
    @Ctx() { signal }: MessageContext,
  ): Promise<void> {
    return this.generate.cancel(data, signal);
  }
}
