import {
  type Envelope,
  FilmFailed,
  FilmStitched,
  JobCancelled,
  JobDelivered,
  SceneFailed,
  SceneRendered,
} from '@kinoline/contracts';
import { Hears } from '@kinoline/messaging';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { DirectJobService } from './direct-job.service.js';

/** Hears what becomes of a job and lets the director hear it. */
@Controller()
export class DirectJobController {
  constructor(private readonly director: DirectJobService) {}

  /** A take is checked and its frames are in the store. */
  @Hears(SceneRendered)
  async onSceneRendered(@Payload() { data }: Envelope<typeof SceneRendered>): Promise<void> {
    await this.director.hear(data.jobId, { name: 'SceneRendered', data });
  }

  /** A take gave no clip. */
  @Hears(SceneFailed)
  async onSceneFailed(@Payload() { data }: Envelope<typeof SceneFailed>): Promise<void> {
    await this.director.hear(data.jobId, { name: 'SceneFailed', data });
  }

  /** The film is in the store. */
  @Hears(FilmStitched)
  async onFilmStitched(@Payload() { data }: Envelope<typeof FilmStitched>): Promise<void> {
    await this.director.hear(data.jobId, { name: 'FilmStitched', data });
  }

  /** No film could be made. */
  @Hears(FilmFailed)
  async onFilmFailed(@Payload() { data }: Envelope<typeof FilmFailed>): Promise<void> {
    await this.director.hear(data.jobId, { name: 'FilmFailed', data });
  }

  /** The person has the film. */
  @Hears(JobDelivered)
  async onJobDelivered(@Payload() { data }: Envelope<typeof JobDelivered>): Promise<void> {
    await this.director.hear(data.jobId, { name: 'JobDelivered', data });
  }

  /** The job is called off. */
  @Hears(JobCancelled)
  async onJobCancelled(@Payload() { data }: Envelope<typeof JobCancelled>): Promise<void> {
    await this.director.hear(data.jobId, { name: 'JobCancelled', data });
  }
}
