import { deadLetterConsumer, deadLetterStream, JobCancelled, topology } from '@kinoline/contracts';
import { waitFor } from '@kinoline/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type INestApplication, Logger } from '@nestjs/common';
import { jetstream } from '@nats-io/jetstream';
import {
  defaultDeliveryPolicy,
  type HeardDeadLetter,
  JetStreamStrategy,
  listDeadLetters,
  type MessageContext,
  openDeadLetter,
  PermanentError,
} from '../src/index.js';
import { startGenerator } from './generator-app.js';
import { type Line, startLine } from './line.js';
import { servers } from './nats-servers.js';
import { jobCancelled, newJobId } from './samples.js';

type Handle = (letter: HeardDeadLetter, context: MessageContext) => Promise<void>;

const impatient = {
  ...defaultDeliveryPolicy,
  attempts: 3,
  retry: { firstMs: 50, factor: 2, longestMs: 200, jitter: 0 },
};

describe.each(servers)('%s', (_, binary) => {
  let line: Line;
  let generator: INestApplication;
  let planner: JetStreamStrategy | undefined;
  beforeEach(async () => {
    line = await startLine(binary);
    const cancelled = (): Promise<never> => Promise.reject(new PermanentError('no such take'));
    generator = await startGenerator(line.server.url, { cancelled });
    Logger.overrideLogger(false);
  });
  afterEach(async () => {
    await planner?.close();
    await generator.close();
    await line.stop();
  });

  /** The planner's ear for dead letters, without Nest around it. */
  async function listen(handle: Handle): Promise<void> {
    const { connection } = line;
    const shutdown = { shutdownBudgetMs: 1_000, provisionedWithinMs: 1_000, onClosed: () => undefined };
    planner = new JetStreamStrategy({
      connection,
      service: 'planner',
      policy: impatient,
      observer: {},
      ...shutdown,
    });
    for (const { message } of topology.planner) planner.addHandler(message.name, () => Promise.resolve());
    planner.addHandler('DeadLetters', handle);
    const refusals: unknown[] = [];
    await planner.listen((error) => {
      if (error !== undefined) refusals.push(error);
    });
    for (const refusal of refusals) throw refusal;
  }

  const letters = () => line.manager.consumers.info(deadLetterStream.name, deadLetterConsumer.name);
  const settled = () =>
    waitFor(
      async () => {
        const { num_pending: pending, num_ack_pending: open, delivered } = await letters();
        return delivered.stream_seq > 0 && pending === 0 && open === 0;
      },
      { what: 'the dead letters to be settled' },
    );

  it('brings a letter with its facts and its payload', async () => {
    const heard: HeardDeadLetter[] = [];
    await listen((letter) => Promise.resolve(void heard.push(letter)));
    const jobId = newJobId();
    await line.publisher.say(JobCancelled, jobCancelled(jobId));
    await waitFor(() => heard.length === 1, { what: 'the letter' });
    expect(heard[0]).toMatchObject({
      service: 'generator',
      message: JobCancelled,
      subject: `video.job.cancelled.${jobId}.1`,
      deliveries: 1,
      letter: 1,
      error: 'no such take',
    });
    expect(openDeadLetter(JobCancelled, heard[0]!).data).toEqual(jobCancelled(jobId));
    await settled();
    expect(await listDeadLetters(line.connection)).toHaveLength(1);
  });

  it('brings what lay there before anybody listened, readable or not', async () => {
    await jetstream(line.connection).publish(`video.job.cancelled.${newJobId()}.1`, Uint8Array.of(0xff));
    await waitFor(async () => (await listDeadLetters(line.connection)).length === 1, { what: 'the letter' });
    const heard: HeardDeadLetter[] = [];
    await listen((letter) => Promise.resolve(void heard.push(letter)));
    // The planner hears cancellations too, and cannot read this one either.
    await waitFor(() => heard.length === 2, { what: 'both letters' });
    expect(heard.map(({ service }) => service).sort()).toEqual(['generator', 'planner']);
    for (const { payload } of heard) expect(payload).toEqual(Uint8Array.of(0xff));
  });

  it('brings it again by the curve, and never makes a dead letter of a dead letter', async () => {
    const tries: boolean[] = [];
    await listen((_letter, { lastDelivery }) => {
      tries.push(lastDelivery);
      return Promise.reject(new Error('the store is down'));
    });
    await line.publisher.say(JobCancelled, jobCancelled());
    await waitFor(() => tries.length === 3, { what: 'three tries' });
    await settled();
    expect(tries).toEqual([false, false, true]);
    expect(await listDeadLetters(line.connection)).toHaveLength(1);
  });

  it('lets go at once what no try can mend, and what is no letter', async () => {
    let tries = 0;
    await listen(() => {
      tries += 1;
      return Promise.reject(new PermanentError('never'));
    });
    await jetstream(line.connection).publish('dead.stranger', 'hello');
    await line.publisher.say(JobCancelled, jobCancelled());
    await waitFor(() => tries > 0, { what: 'the first try' });
    await settled();
    expect(tries).toBe(1);
  });

  it('does not start while the consumer is missing', async () => {
    await line.manager.consumers.delete(deadLetterStream.name, deadLetterConsumer.name);
    await expect(listen(() => Promise.resolve())).rejects.toThrow(
      'planner cannot start: NATS has no consumer planner-DeadLetters',
    );
  });
});
