import { keyValueBuckets } from '@kinoline/contracts';
import { KvDocuments, NATS_CONNECTION } from '@kinoline/messaging';
import type { NatsConnection } from '@nats-io/transport-node';
import type { Provider, Type } from '@nestjs/common';
import { CareService } from './status/care.service.js';
import { JobDeskService } from './desk.service.js';
import { FollowController } from './follow.controller.js';
import { JobFollower } from './follower.js';
import { JOB_DESK } from './job-desk.js';
import { KeptClips } from './clips/kept-clips.service.js';
import { LandingService } from './clips/landing.service.js';
import { paceSchema } from './time/pace.js';
import { PACES, PacesService } from './time/paces.service.js';
import { PainterService } from './status/painter.service.js';
import { RoundsService } from './status/rounds.service.js';
import { shownJobSchema } from './shown-job.js';
import { SHOWN_JOBS } from './shown-jobs.js';
import { StatusScreens } from './status/status-screens.service.js';
import { JobTopic } from './topic/job.topic.js';
import { OrdersService } from './changes/orders.service.js';
import { WATCHED, watchedSchema, WatchList } from './status/watch-list.js';

/** Hear what happens to jobs. */
export const jobControllers: Type[] = [FollowController];

/** Show persons how their films are made, and hear what they want of them. */
export const jobProviders: Provider[] = [
  {
    provide: SHOWN_JOBS,
    inject: [NATS_CONNECTION],
    useFactory: (connection: NatsConnection) =>
      new KvDocuments(connection, keyValueBuckets.shownJobs, shownJobSchema),
  },
  {
    provide: WATCHED,
    inject: [NATS_CONNECTION],
    useFactory: (connection: NatsConnection) =>
      new KvDocuments(connection, keyValueBuckets.watchedJobs, watchedSchema),
  },
  {
    provide: PACES,
    inject: [NATS_CONNECTION],
    useFactory: (connection: NatsConnection) =>
      new KvDocuments(connection, keyValueBuckets.paces, paceSchema),
  },
  { provide: JOB_DESK, useClass: JobDeskService },
  WatchList,
  PacesService,
  StatusScreens,
  PainterService,
  LandingService,
  CareService,
  RoundsService,
  JobFollower,
  KeptClips,
  OrdersService,
  JobTopic,
];
