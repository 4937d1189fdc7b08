import { setTimeout as pause } from 'node:timers/promises';
import 'reflect-metadata';
import { JobCancelled, SceneRequested } from '@kinoline/contracts';
import {
  connectToNats,
  createMessagePublisher,
  Hears,
  JetStreamStrategy,
  MessagingModule,
  type NatsSettings,
  provision,
} from '@kinoline/messaging';
import { startNatsServer } from '@kinoline/testing';
import { AckPolicy, jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { Controller, type DynamicModule, Inject, Module, type NestApplicationOptions } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { v7 as uuidv7 } from 'uuid';
import { median } from './figure.js';

/** Messages a second, from publishing to handled and acknowledged. */
export interface MessageRates {
  readonly raw: number;
  readonly messaging: number;
  readonly natsVersion: string;
}

const messagesInOneRun = 5_000;
const publishedAtOnce = 256;
const runs = 3;
const runWithinMs = 120_000;

/** Counts what is handled; resolves once all of a run is. */
class Counter {
  handled = 0;
  count(): void {
    this.handled += 1;
  }
}

const COUNTER = Symbol('Counter');

@Controller()
class CountingController {
  readonly #counter: Counter;

  constructor(@Inject(COUNTER) counter: Counter) {
    this.#counter = counter;
  }

  @Hears(JobCancelled)
  async onJobCancelled(): Promise<void> {
    this.#counter.count();
    await Promise.resolve();
  }

  @Hears(SceneRequested)
  async onSceneRequested(): Promise<void> {
    await Promise.resolve();
  }
}

@Module({})
class CountingModule {
  static forRoot(nats: NatsSettings, counter: Counter): DynamicModule {
    return {
      module: CountingModule,
      imports: [MessagingModule.forRoot({ service: 'generator', nats })],
      controllers: [CountingController],
      providers: [{ provide: COUNTER, useValue: counter }],
    };
  }
}

/** Publishes with a bounded number of unanswered messages. */
async function publishAll(publish: (number: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < messagesInOneRun) {
      next += 1;
      await publish(next);
    }
  };
  await Promise.all(Array.from({ length: publishedAtOnce }, worker));
}

/** Messages a second from the first publish until the counter has counted all. */
async function timed(counter: Counter, publish: () => Promise<void>): Promise<number> {
  counter.handled = 0;
  const began = performance.now();
  await publish();
  while (counter.handled < messagesInOneRun) {
    if (performance.now() - began > runWithinMs) throw new Error('the messages were not handled in time');
    await pause(2);
  }
  return messagesInOneRun / ((performance.now() - began) / 1000);
}

/** Plain JetStream: publish, one durable consumer, ack; the payload is a message's own. */
async function rawRates(connection: NatsConnection): Promise<number[]> {
  const manager = await jetstreamManager(connection);
  await manager.streams.add({ name: 'RAW', subjects: ['raw.>'] });
  await manager.consumers.add('RAW', { durable_name: 'raw', ack_policy: AckPolicy.Explicit });
  const js = jetstream(connection);
  const counter = new Counter();
  const messages = await (await js.consumers.get('RAW', 'raw')).consume();
  const consuming = (async () => {
    for await (const message of messages) {
      JSON.parse(message.string());
      counter.count();
      message.ack();
    }
  })();
  const payload = JSON.stringify({
    type: JobCancelled.type,
    data: { jobId: uuidv7(), cut: 1, by: 'person' },
  });
  const rates: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    rates.push(await timed(counter, () => publishAll(() => js.publish(`raw.${uuidv7()}`, payload))));
  }
  await messages.close();
  await consuming;
  return rates;
}

/** The same through libs/messaging: said once, checked, traced, handled by a controller, settled. */
async function messagingRates(connection: NatsConnection, nats: NatsSettings): Promise<number[]> {
  await provision(connection);
  const counter = new Counter();
  const silent: Pick<NestApplicationOptions, 'logger'> = { logger: false };
  const app = await NestFactory.create(CountingModule.forRoot(nats, counter), silent);
  app.connectMicroservice({ strategy: app.get(JetStreamStrategy) });
  await app.startAllMicroservices();
  const publisher = createMessagePublisher(connection, { source: 'bench' });
  const say = (): Promise<unknown> => publisher.say(JobCancelled, { jobId: uuidv7(), cut: 1, by: 'person' });
  const rates: number[] = [];
  for (let run = 0; run < runs; run += 1) rates.push(await timed(counter, () => publishAll(say)));
  await app.close();
  return rates;
}

/** Measures both ways on one server of our own; the middle of three runs of 5,000 messages each. */
export async function measureMessageRates(): Promise<MessageRates> {
  const server = await startNatsServer({ shieldFromInterrupt: true });
  try {
    const nats = { servers: [server.url] };
    const connection = await connectToNats(nats, { name: 'bench' });
    const [raw, messaging] = [await rawRates(connection), await messagingRates(connection, nats)];
    await connection.close();
    return { raw: median(raw), messaging: median(messaging), natsVersion: server.version };
  } finally {
    await server.stop();
  }
}
