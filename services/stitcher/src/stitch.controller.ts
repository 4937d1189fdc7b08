import { type Envelope, FilmRequested } from '@kinoline/contracts';
import { Hears, type MessageContext } from '@kinoline/messaging';
import { Metrics } from '@kinoline/observability';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { StitchService } from './stitch.service.js';

/** Hears which films are wanted. */
@Controller()
export class StitchController {
  constructor(
    private readonly service: StitchService,
    private readonly metrics: Metrics,
  ) {}

  /** The clips of a film are there. */
  @Hears(FilmRequested)
  onFilmRequested(
    @Payload() { data }: Envelope<typeof FilmRequested>,
    @Ctx() context: MessageContext,
  ): Promise<void> {
    return this.metrics.stageDuration.time({ stage: 'stitch' }, () => this.service.stitch(data, context));
  }
}
