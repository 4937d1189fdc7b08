import {
  type Envelope,
  JobCancelled,
  JobFailed,
  JobHeld,
  JobRejected,
  SceneFailed,
  SceneRendered,
  ScenesPlanned,
} from '@kinoline/contracts';
import { Hears } from '@kinoline/messaging';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { JobFollower } from './follower.js';

/** Hears what happens to jobs, for the chats that show them. FilmStitched is heard where films are delivered. */
@Controller()
export class FollowController {
  constructor(private readonly follower: JobFollower) {}

  /** The job is not taken on. */
  @Hears(JobRejected)
  async onJobRejected(@Payload() { data, time }: Envelope<typeof JobRejected>): Promise<void> {
    await this.follower.hear({ name: 'JobRejected', data, at: time });
  }

  /** There is a plan, or the next revision of it. */
  @Hears(ScenesPlanned)
  async onScenesPlanned(@Payload() { data, time }: Envelope<typeof ScenesPlanned>): Promise<void> {
    await this.follower.hear({ name: 'ScenesPlanned', data, at: time });
  }

  /** A take gave a clip. */
  @Hears(SceneRendered)
  async onSceneRendered(@Payload() { data, time }: Envelope<typeof SceneRendered>): Promise<void> {
    await this.follower.hear({ name: 'SceneRendered', data, at: time });
  }

  /** A take gave none. */
  @Hears(SceneFailed)
  async onSceneFailed(@Payload() { data, time }: Envelope<typeof SceneFailed>): Promise<void> {
    await this.follower.hear({ name: 'SceneFailed', data, at: time });
  }

  /** The person must decide about a scene. */
  @Hears(JobHeld)
  async onJobHeld(@Payload() { data, time }: Envelope<typeof JobHeld>): Promise<void> {
    await this.follower.hear({ name: 'JobHeld', data, at: time });
  }

  /** No film came of it. */
  @Hears(JobFailed)
  async onJobFailed(@Payload() { data, time }: Envelope<typeof JobFailed>): Promise<void> {
    await this.follower.hear({ name: 'JobFailed', data, at: time });
  }

  /** It was called off. */
  @Hears(JobCancelled)
  async onJobCancelled(@Payload() { data, time }: Envelope<typeof JobCancelled>): Promise<void> {
    await this.follower.hear({ name: 'JobCancelled', data, at: time });
  }
}
