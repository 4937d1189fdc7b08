import { ClipGenerated, type Envelope } from '@kinoline/contracts';
import { Hears, type MessageContext } from '@kinoline/messaging';
import { Metrics } from '@kinoline/observability';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { FrameService } from './frame.service.js';

/** Hears of clips that have arrived. */
@Controller()
export class FrameController {
  constructor(
    private readonly service: FrameService,
    private readonly metrics: Metrics,
  ) {}

  /** A clip was copied from the provider. */
  @Hears(ClipGenerated)
  onClipGenerated(
    @Payload() { data }: Envelope<typeof ClipGenerated>,
    @Ctx() context: MessageContext,
  ): Promise<void> {
    return this.metrics.stageDuration.time({ stage: 'frame' }, () => this.service.frame(data, context));
  }
}
