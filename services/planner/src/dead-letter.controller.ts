import { type HeardDeadLetter, HearsDeadLetters } from '@kinoline/messaging';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { EndWaitingService } from './end-waiting.service.js';

/** Hears what any service of the line has given up. */
@Controller()
export class DeadLetterController {
  constructor(private readonly service: EndWaitingService) {}

  /** A message became a dead letter. */
  @HearsDeadLetters()
  onDeadLetter(@Payload() letter: HeardDeadLetter): Promise<void> {
    return this.service.end(letter);
  }
}
