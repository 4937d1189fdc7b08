import { type Envelope, FilmStitched } from '@kinoline/contracts';
import { Hears, type MessageContext } from '@kinoline/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { DeliverService } from './deliver.service.js';

/** Hears of finished films. */
@Controller()
export class DeliverController {
  constructor(private readonly service: DeliverService) {}

  /** A film is in the store. */
  @Hears(FilmStitched)
  onFilmStitched(
    @Payload() { data, time: at }: Envelope<typeof FilmStitched>,
    @Ctx() { signal, delivery, lastDelivery }: MessageContext,
  ): Promise<void> {
    return this.service.deliver(data, { at, signal, delivery, lastDelivery });
  }
}
