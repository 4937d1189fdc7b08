import { keyValueBuckets, loadCatalogue } from '@kinoline/contracts';
import { createMinioMediaStore, MEDIA_STORE } from '@kinoline/media-store';
import { KvDocuments, MessagingModule, NATS_CONNECTION } from '@kinoline/messaging';
import { messageObserver, Metrics } from '@kinoline/observability';
import type { NatsConnection } from '@nats-io/transport-node';
import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { loadDictionary } from './adapters/fluent-dictionary.js';
import { telegramProviders } from './adapters/telegram-providers.js';
import { CATALOGUE } from './catalogue/catalogue.js';
import { type GatewaySettings, SETTINGS } from './config.js';
import { conversationSchema } from './conversation/conversation.js';
import { CONVERSATIONS } from './talk/conversations.js';
import { EffectsService } from './talk/effects.service.js';
import { PanelService } from './talk/panel.service.js';
import { RoutingService } from './talk/routing.service.js';
import { TalkService } from './talk/talk.service.js';
import { TOPICS, type Topic } from './conversation/topic.js';
import { deliveryControllers, deliveryProviders, deliveryTopics } from './delivery/providers.js';
import { DUTIES } from './duties/duties.js';
import { dutySchema } from './duties/duty.js';
import { filmProviders } from './film/providers.js';
import { FilmTopic } from './film/film.topic.js';
import { jobControllers, jobProviders } from './jobs/providers.js';
import { JobTopic } from './jobs/topic/job.topic.js';
import { peopleProviders, peopleTopics } from './people/providers.js';
import { storyboardTopics } from './storyboard/providers.js';
import { updateControllers, updateProviders } from './updates/providers.js';
import { DICTIONARY } from './words/words.js';

/** Messages of a kind in work at once. Updates that wait for others of their talk, or for their chat, are not counted. */
const quickAtOnce = 256;

/** The gateway: which adapter stands behind which port. */
@Module({})
export class AppModule {
  static forRoot(settings: GatewaySettings): DynamicModule {
    return {
      module: AppModule,
      imports: [
        MessagingModule.forRoot({
          service: 'telegram-gateway',
          nats: settings.nats,
          delivery: { quickAtOnce },
          observer: { inject: [Metrics], useFactory: messageObserver },
        }),
      ],
      controllers: [...updateControllers(settings), ...jobControllers, ...deliveryControllers],
      providers: [
        ...shared(settings),
        ...telegramProviders(settings),
        ...updateProviders(settings),
        ...talk,
        ...peopleProviders,
        ...filmProviders,
        ...jobProviders,
        ...deliveryProviders,
        ...storyboardTopics,
      ],
    };
  }
}

function shared(settings: GatewaySettings): Provider[] {
  return [
    { provide: SETTINGS, useValue: settings },
    { provide: CATALOGUE, useFactory: () => loadCatalogue(settings.parametersDir) },
    { provide: DICTIONARY, useFactory: () => loadDictionary() },
    { provide: MEDIA_STORE, useFactory: () => createMinioMediaStore(settings.store) },
    {
      provide: DUTIES,
      inject: [NATS_CONNECTION],
      useFactory: (nats: NatsConnection) => new KvDocuments(nats, keyValueBuckets.duties, dutySchema),
    },
  ];
}

const talk: readonly Provider[] = [
  {
    provide: CONVERSATIONS,
    inject: [NATS_CONNECTION],
    useFactory: (nats: NatsConnection) =>
      new KvDocuments(nats, keyValueBuckets.conversations, conversationSchema),
  },
  {
    provide: TOPICS,
    inject: [FilmTopic, JobTopic, ...deliveryTopics, ...peopleTopics, ...storyboardTopics],
    useFactory: (...topics: readonly Topic[]) => topics,
  },
  TalkService,
  RoutingService,
  EffectsService,
  PanelService,
];
