import { type Envelope, JobRequested } from '@kinoline/contracts';
import { Hears, type MessageContext } from '@kinoline/messaging';
import { Metrics } from '@kinoline/observability';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { PlanJobService } from './plan-job.service.js';

/** Hears of requested jobs. */
@Controller()
export class PlanJobController {
  constructor(
    private readonly service: PlanJobService,
    private readonly metrics: Metrics,
  ) {}

  /** A person wants a film. */
  @Hears(JobRequested)
  onJobRequested(
    @Payload() { data }: Envelope<typeof JobRequested>,
    @Ctx() context: MessageContext,
  ): Promise<void> {
    return this.metrics.stageDuration.time({ stage: 'plan' }, () => this.service.plan(data, context));
  }
}
