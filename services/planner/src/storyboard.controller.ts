import { type Envelope, StoryboardApproved, StoryboardEdited } from '@kinoline/contracts';
import { Hears } from '@kinoline/messaging';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { DirectJobService } from './direct-job.service.js';
import { EditStoryboardService } from './edit-storyboard.service.js';

/** Hears what the person says of the storyboard. */
@Controller()
export class StoryboardController {
  constructor(
    private readonly director: DirectJobService,
    private readonly editor: EditStoryboardService,
  ) {}

  /** The person accepts a revision and its price. */
  @Hears(StoryboardApproved)
  async onStoryboardApproved(@Payload() { data }: Envelope<typeof StoryboardApproved>): Promise<void> {
    await this.director.hear(data.jobId, { name: 'StoryboardApproved', data });
  }

  /** The person changed a revision. */
  @Hears(StoryboardEdited)
  onStoryboardEdited(@Payload() { data }: Envelope<typeof StoryboardEdited>): Promise<void> {
    return this.editor.edit(data);
  }
}
