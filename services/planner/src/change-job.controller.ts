import { ChangeRequested, type Envelope } from '@kinoline/contracts';
import { Hears, type MessageContext } from '@kinoline/messaging';
import { Metrics } from '@kinoline/observability';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { ChangeJobService } from './change-job.service.js';

/** Hears what people want of jobs that rest. */
@Controller()
export class ChangeJobController {
  constructor(
    private readonly service: ChangeJobService,
    private readonly metrics: Metrics,
  ) {}

  /** A person wants a job changed, or to go on. */
  @Hears(ChangeRequested)
  onChangeRequested(
    @Payload() { data }: Envelope<typeof ChangeRequested>,
    @Ctx() context: MessageContext,
  ): Promise<void> {
    return this.metrics.stageDuration.time({ stage: 'change' }, () => this.service.change(data, context));
  }
}
