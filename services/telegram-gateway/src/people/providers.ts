import { keyValueBuckets } from '@kinoline/contracts';
import { KvDocuments, NATS_CONNECTION } from '@kinoline/messaging';
import type { NatsConnection } from '@nats-io/transport-node';
import type { Provider } from '@nestjs/common';
import { ACCESS } from './access.js';
import { AccessService } from './access.service.js';
import { BudgetTopic } from './budget.topic.js';
import { FailuresService } from './failures.service.js';
import { HelpTopic } from './help.topic.js';
import { OwnerService } from './owner.service.js';
import { OwnerTopic } from './owner.topic.js';
import { PEOPLE } from './people.js';
import { PeopleService } from './people.service.js';
import { PERSON_RECORDS } from './person-records.js';
import { personSchema } from './person.js';
import { quotaBookSchema } from './quota-book.js';
import { QUOTA_BOOKS } from './quota-books.js';
import { QUOTAS } from './quotas.js';
import { QuotasService } from './quotas.service.js';
import { SettingsTopic } from './settings.topic.js';
import { StatsService } from './stats.service.js';

/** What can be asked about persons and limits, for the list of all topics. */
export const peopleTopics = [HelpTopic, BudgetTopic, SettingsTopic, OwnerTopic];

/** Who the persons are, who may use the bot, and how much of it. */
export const peopleProviders: Provider[] = [
  {
    provide: PERSON_RECORDS,
    inject: [NATS_CONNECTION],
    useFactory: (connection: NatsConnection) =>
      new KvDocuments(connection, keyValueBuckets.people, personSchema),
  },
  {
    provide: QUOTA_BOOKS,
    inject: [NATS_CONNECTION],
    useFactory: (connection: NatsConnection) =>
      new KvDocuments(connection, keyValueBuckets.quotas, quotaBookSchema),
  },
  { provide: PEOPLE, useClass: PeopleService },
  { provide: ACCESS, useClass: AccessService },
  { provide: QUOTAS, useClass: QuotasService },
  FailuresService,
  StatsService,
  OwnerService,
  ...peopleTopics,
];
