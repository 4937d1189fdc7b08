import { keyValueBuckets, loadCatalogue } from '@kinoline/contracts';
import { KvDocuments, MessagingModule, NATS_CONNECTION } from '@kinoline/messaging';
import { messageObserver, Metrics } from '@kinoline/observability';
import type { NatsConnection } from '@nats-io/transport-node';
import { type DynamicModule, Module } from '@nestjs/common';
import { NoLanguageModel } from './adapters/no-language-model.js';
import { OpenAiLanguageModel } from './adapters/openai-language-model.js';
import { PatientLanguageModel } from './adapters/patient-language-model.js';
import type { PlannerSettings } from './config.js';
import { ChangeJobController } from './change-job.controller.js';
import { ChangeJobService } from './change-job.service.js';
import { DeadLetterController } from './dead-letter.controller.js';
import { DirectJobController } from './direct-job.controller.js';
import { DirectJobService } from './direct-job.service.js';
import { jobStateSchema } from './director/index.js';
import { EditStoryboardService } from './edit-storyboard.service.js';
import { EndWaitingService } from './end-waiting.service.js';
import { LANGUAGE_MODEL, type LanguageModel } from './language-model.js';
import { PlanChangeService } from './plan-change.service.js';
import { PlanJobController } from './plan-job.controller.js';
import { PlanJobService } from './plan-job.service.js';
import { CATALOGUE, JOB_STATES, TAKES_PER_SCENE } from './ports.js';
import { StoryboardController } from './storyboard.controller.js';
import { WriteScriptService } from './write-script.service.js';

/** The planner: which adapter stands behind which port. */
@Module({})
export class AppModule {
  static forRoot(settings: PlannerSettings): DynamicModule {
    return {
      module: AppModule,
      imports: [
        MessagingModule.forRoot({
          service: 'planner',
          nats: settings.nats,
          observer: { inject: [Metrics], useFactory: messageObserver },
        }),
      ],
      controllers: [
        PlanJobController,
        StoryboardController,
        ChangeJobController,
        DirectJobController,
        DeadLetterController,
      ],
      providers: [
        PlanJobService,
        WriteScriptService,
        EditStoryboardService,
        PlanChangeService,
        ChangeJobService,
        DirectJobService,
        EndWaitingService,
        { provide: CATALOGUE, useFactory: () => loadCatalogue(settings.parametersDir) },
        { provide: TAKES_PER_SCENE, useValue: settings.takesPerScene },
        { provide: LANGUAGE_MODEL, useFactory: () => languageModel(settings) },
        {
          provide: JOB_STATES,
          inject: [NATS_CONNECTION],
          useFactory: (connection: NatsConnection) =>
            new KvDocuments(connection, keyValueBuckets.jobs, jobStateSchema),
        },
      ],
    };
  }
}

function languageModel({ openai }: PlannerSettings): LanguageModel {
  return openai === undefined
    ? new NoLanguageModel()
    : new PatientLanguageModel(new OpenAiLanguageModel(openai));
}
