import { type Envelope, JobCancelled, SceneRequested } from '@kinoline/contracts';
import { Controller, type INestApplication, Logger, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Ctx, Payload } from '@nestjs/microservices';
import type { NatsConnection } from '@nats-io/transport-node';
import {
  Hears,
  JetStreamStrategy,
  type MessageContext,
  MessagingModule,
  type MessagingOptions,
  NATS_CONNECTION,
} from '../src/index.js';
import { closedAtLast } from './left-open.js';

/** What the test's generator does with its two messages. */
export interface GeneratorHandlers {
  scene?(envelope: Envelope<typeof SceneRequested>, context: MessageContext): Promise<void>;
  cancelled?(envelope: Envelope<typeof JobCancelled>, context: MessageContext): Promise<void>;
}

/** Options of {@link startGenerator}. */
export type GeneratorOptions = Partial<Omit<MessagingOptions, 'service' | 'nats'>>;

/** A whole Nest application in this process that hears what the generator hears, with the test's handlers. */
export async function startGenerator(
  url: string,
  handlers: GeneratorHandlers,
  options: GeneratorOptions = {},
): Promise<INestApplication> {
  @Controller()
  class GeneratorController {
    @Hears(SceneRequested)
    async onScene(
      @Payload() envelope: Envelope<typeof SceneRequested>,
      @Ctx() context: MessageContext,
    ): Promise<void> {
      await handlers.scene?.(envelope, context);
    }

    @Hears(JobCancelled)
    async onCancelled(
      @Payload() envelope: Envelope<typeof JobCancelled>,
      @Ctx() context: MessageContext,
    ): Promise<void> {
      await handlers.cancelled?.(envelope, context);
    }
  }

  @Module({
    imports: [
      MessagingModule.forRoot({
        service: 'generator',
        nats: { servers: [url] },
        // A service would end; here the process is that of the tests.
        onClosed: () => undefined,
        ...options,
      }),
    ],
    controllers: [GeneratorController],
  })
  class GeneratorModule {}

  Logger.overrideLogger(['fatal']);
  const app = await NestFactory.create(GeneratorModule);
  const connection = app.get<NatsConnection>(NATS_CONNECTION);
  closedAtLast(() => connection.close());
  app.connectMicroservice({ strategy: app.get(JetStreamStrategy) });
  try {
    await app.startAllMicroservices();
  } catch (error) {
    await app.close();
    throw error;
  }
  return app;
}
