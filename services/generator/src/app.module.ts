import { loadCatalogue } from '@kinoline/contracts';
import { createMinioMediaStore, MEDIA_STORE } from '@kinoline/media-store';
import { MessagingModule, NATS_CONNECTION } from '@kinoline/messaging';
import { messageObserver, Metrics } from '@kinoline/observability';
import type { NatsConnection } from '@nats-io/transport-node';
import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { CallPace } from './adapters/call-pace.js';
import { NatsKvBudgetStore } from './adapters/nats-kv-budget-store.js';
import { NatsKvTakeStore } from './adapters/nats-kv-take-store.js';
import { PrometheusTakeMetrics } from './adapters/prometheus-take-metrics.js';
import { ReplicateHttp } from './adapters/replicate-http.js';
import { ReplicateOutputs } from './adapters/replicate-outputs.js';
import { ReplicateProvider } from './adapters/replicate-provider.js';
import { Budgets } from './budget/budgets.service.js';
import { type GeneratorSettings, SETTINGS } from './config.js';
import { GenerateController } from './generate.controller.js';
import { GenerateService } from './generate.service.js';
import { TakeKeeper } from './keeper/take-keeper.js';
import {
  BUDGET_STORE,
  CATALOGUE,
  CLOCK,
  type Clock,
  OUTPUT_SOURCE,
  PREDICTION_PROVIDER,
  TAKE_METRICS,
  TAKE_STORE,
} from './ports.js';
import { CopyStep } from './steps/copy.step.js';
import { CreateGate } from './steps/create-gate.js';
import { LookStep } from './steps/look.step.js';
import { PaidRequest } from './steps/paid-request.js';
import { PictureAddress } from './steps/picture-address.js';
import { ReconcileStep } from './steps/reconcile.step.js';
import { SendStep } from './steps/send.step.js';
import { TakePreparation } from './steps/take-preparation.js';
import { TakeSteps } from './steps/take-steps.js';
import { TellStep } from './steps/tell.step.js';
import { WebhookController } from './webhook.controller.js';
import { WebhookService } from './webhook.service.js';

/** The generator: which adapter stands behind which port. */
@Module({})
export class AppModule {
  static forRoot(settings: GeneratorSettings): DynamicModule {
    return {
      module: AppModule,
      imports: [
        MessagingModule.forRoot({
          service: 'generator',
          nats: settings.nats,
          observer: { inject: [Metrics], useFactory: messageObserver },
        }),
      ],
      controllers: [GenerateController, WebhookController],
      providers: [...flow, ...adapters(settings)],
    };
  }
}

const flow = [
  GenerateService,
  WebhookService,
  TakeKeeper,
  TakeSteps,
  SendStep,
  ReconcileStep,
  LookStep,
  CopyStep,
  TellStep,
  TakePreparation,
  PictureAddress,
  PaidRequest,
  CreateGate,
  Budgets,
];

const systemClock: Clock = { now: () => Date.now(), chance: () => Math.random() };

function adapters(settings: GeneratorSettings): Provider[] {
  const { replicate } = settings;
  return [
    { provide: SETTINGS, useValue: settings },
    { provide: CLOCK, useValue: systemClock },
    { provide: CATALOGUE, useFactory: () => loadCatalogue(settings.parametersDir) },
    { provide: MEDIA_STORE, useFactory: () => createMinioMediaStore(settings.store) },
    { provide: ReplicateHttp, useFactory: () => new ReplicateHttp(replicate.baseUrl, replicate.token) },
    {
      provide: PREDICTION_PROVIDER,
      inject: [ReplicateHttp],
      useFactory: (http: ReplicateHttp) =>
        new ReplicateProvider(http, new CallPace(replicate.callsPerMinute, systemClock)),
    },
    { provide: OUTPUT_SOURCE, useFactory: () => new ReplicateOutputs(settings.outputOrigins) },
    {
      provide: TAKE_METRICS,
      inject: [Metrics],
      useFactory: (metrics: Metrics) => new PrometheusTakeMetrics(metrics),
    },
    {
      provide: TAKE_STORE,
      inject: [NATS_CONNECTION],
      useFactory: (nats: NatsConnection) => new NatsKvTakeStore(nats),
    },
    {
      provide: BUDGET_STORE,
      inject: [NATS_CONNECTION],
      useFactory: (nats: NatsConnection) => new NatsKvBudgetStore(nats),
    },
  ];
}
