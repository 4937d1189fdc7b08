import { type AnyMessage, type DataOf } from '@kinoline/contracts';
import {
  type HeardDeadLetter,
  MESSAGE_HISTORY,
  MESSAGE_PUBLISHER,
  type MessageHistory,
  type MessagePublisher,
  MessageUnreadableError,
} from '@kinoline/messaging';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { type Ending, endingOf } from './dead-letters/ending.js';
import { describeLetter } from './dead-letters/letter.js';
import { DirectJobService } from './direct-job.service.js';
import { EditStoryboardService } from './edit-storyboard.service.js';

/** Ends what would wait for ever for a message that a service has given up: the director itself has no clock. */
@Injectable()
export class EndWaitingService {
  private readonly logger = new Logger(EndWaitingService.name);

  constructor(
    @Inject(MESSAGE_PUBLISHER) private readonly publisher: MessagePublisher,
    @Inject(MESSAGE_HISTORY) private readonly history: MessageHistory,
    private readonly director: DirectJobService,
    private readonly editor: EditStoryboardService,
  ) {}

  /**
   * May be called again for the same letter: everything is said once, and a fact that is known changes nothing.
   *
   * @throws what another try may mend, for the transport
   */
  async end(letter: HeardDeadLetter): Promise<void> {
    const ending = endingOf(letter);
    switch (ending.kind) {
      case 'say':
        return this.say(letter, ending);
      case 'hear':
        this.logger.warn(`${describeLetter(letter)}; the director hears of it`);
        await this.director.hear(ending.jobId, ending.fact);
        return;
      case 'edit':
        return this.editor.edit(ending.edit);
      case 'tell':
        this.logger.error(
          `${describeLetter(letter)}; when the cause is mended: npm run letters -- replay ${letter.letter}`,
        );
    }
  }

  private async say(letter: HeardDeadLetter, ending: Extract<Ending, { kind: 'say' }>): Promise<void> {
    const { message, data } = ending.said;
    for (const answer of ending.unless) if (await this.isSaid(answer, data)) return;
    if ((await this.publisher.say(message, data)) === 'already-said') return;
    this.logger.error(`${describeLetter(letter)}; said ${message.name} for it`);
  }

  /** Whether the stream has it, readable or not. */
  private async isSaid(message: AnyMessage, data: DataOf<AnyMessage>): Promise<boolean> {
    try {
      return (await this.history.first(message, data)) !== undefined;
    } catch (error) {
      if (error instanceof MessageUnreadableError) return true;
      throw error;
    }
  }
}
