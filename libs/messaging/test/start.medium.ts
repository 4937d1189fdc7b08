import { type Envelope, JobCancelled, SceneRequested } from '@kinoline/contracts';
import { type NatsServer, startNatsServer } from '@kinoline/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Logger, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EventPattern, Payload } from '@nestjs/microservices';
import { connectToNats, Hears, JetStreamStrategy, MessagingModule, provision } from '../src/index.js';
import { startGenerator } from './generator-app.js';
import { servers } from './nats-servers.js';

@Controller()
class Scenes {
  @Hears(SceneRequested)
  onScene(@Payload() envelope: Envelope<typeof SceneRequested>): Promise<void> {
    return Promise.reject(new Error(envelope.id));
  }
}

@Controller()
class Cancellations {
  @Hears(JobCancelled)
  onCancelled(): Promise<void> {
    return Promise.resolve();
  }
}

@Controller()
class Foreign {
  @EventPattern(['somebody.else'])
  onOther(): void {
    throw new Error('never called');
  }
}

async function startWith(url: string, controllers: Type[]): Promise<void> {
  @Module({
    imports: [MessagingModule.forRoot({ service: 'generator', nats: { servers: [url] } })],
    controllers,
  })
  class GeneratorModule {}
  Logger.overrideLogger(['fatal']);
  const app = await NestFactory.create(GeneratorModule);
  try {
    app.connectMicroservice({ strategy: app.get(JetStreamStrategy) });
    await app.startAllMicroservices();
  } finally {
    await app.close();
  }
}

describe.each(servers)('%s', (_, binary) => {
  let server: NatsServer;
  beforeAll(async () => {
    server = await startNatsServer({ binary });
  });
  afterAll(() => server.stop());

  it('refuses to start with a missing handler and names the mend', async () => {
    await expect(startWith(server.url, [Scenes])).rejects.toThrow(
      'generator cannot start. JobCancelled has no handler: add a method with @Hears(JobCancelled)',
    );
  });

  it('refuses to start with two handlers of one message', async () => {
    await expect(
      startWith(server.url, [Scenes, Cancellations, class Again extends Scenes {}]),
    ).rejects.toThrow('SceneRequested has more than one handler');
  });

  it('refuses to start with a handler that the topology does not know', async () => {
    await expect(startWith(server.url, [Scenes, Cancellations, Foreign])).rejects.toThrow(
      'somebody.else is not heard by this service: remove its handler',
    );
  });

  it('says what to run when the consumers are missing', async () => {
    await expect(startGenerator(server.url, {}, { provisionedWithinMs: 100 })).rejects.toThrow(
      'generator cannot start: NATS has no stream VIDEO. Run `npm run provision`, then start it again.',
    );
  });

  it('waits for a provisioning that is about to finish', async () => {
    const connection = await connectToNats({ servers: [server.url] });
    const starting = startGenerator(server.url, {}, { provisionedWithinMs: 20_000 });
    await provision(connection);
    await (await starting).close();
    await connection.close();
  });
});
