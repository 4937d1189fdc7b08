import { FilmStitched, topology } from '@kinoline/contracts';
import {
  connectToNats,
  createMessagePublisher,
  defaultDeliveryPolicy,
  JetStreamStrategy,
  listDeadLetters,
  PermanentError,
  provision,
} from '@kinoline/messaging';
import { type NatsServer, startNatsServer, waitFor } from '@kinoline/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { NatsConnection } from '@nats-io/transport-node';
import type { CommandFailure } from '../src/command/command-failure.js';
import { runLetters } from '../src/letters/letters-command.js';
import { jobId, stitched } from './facts.js';

describe('npm run letters', () => {
  let nats: NatsServer;
  let connection: NatsConnection;
  let gateway: JetStreamStrategy;
  let works = false;
  const env = (): { NATS_URL: string } => ({ NATS_URL: nats.url });

  beforeAll(async () => {
    Logger.overrideLogger(false);
    nats = await startNatsServer();
    connection = await connectToNats({ servers: [nats.url] });
  });
  afterAll(async () => {
    await gateway.close();
    await connection.close();
    await nats.stop();
  });

  it('says what to run when nothing is provisioned', async () => {
    await expect(runLetters({ kind: 'list' }, env(), false)).rejects.toThrow('run npm run provision');
  });

  it('lists what a service gave up', async () => {
    await provision(connection);
    gateway = new JetStreamStrategy({
      connection,
      service: 'telegram-gateway',
      policy: defaultDeliveryPolicy,
      observer: {},
      shutdownBudgetMs: 1_000,
      provisionedWithinMs: 1_000,
      onClosed: () => undefined,
    });
    for (const { message } of topology['telegram-gateway']) {
      gateway.addHandler(message.name, () =>
        works ? Promise.resolve() : Promise.reject(new PermanentError('no bot')),
      );
    }
    await gateway.listen(() => undefined);
    const publisher = createMessagePublisher(connection, { source: 'stitcher' });
    const { data } = stitched([1], 1);
    await publisher.say(FilmStitched, data);
    await waitFor(async () => (await listDeadLetters(connection)).length === 1, { what: 'the letter' });
    const text = await runLetters({ kind: 'list' }, env(), false);
    expect(text.split('\n')[1]).toMatch(
      new RegExp(`^1 .*telegram-gateway +FilmStitched +${jobId} +1 +PermanentError: no bot$`),
    );
    expect(JSON.parse(await runLetters({ kind: 'list' }, env(), true))).toMatchObject({
      letters: [{ sequence: 1, job: jobId }],
    });
  });

  it('keeps a letter whose service fails again, in one line', async () => {
    const failing = runLetters({ kind: 'replay', sequence: 1 }, env(), false);
    await expect(failing).rejects.toMatchObject({
      name: 'CommandFailure',
      message: 'telegram-gateway failed again: PermanentError: no bot',
    } satisfies Partial<CommandFailure>);
  });

  it('replays it when the cause is mended, and names one that is not there', async () => {
    works = true;
    const replay = { kind: 'replay', sequence: 1 } as const;
    expect(await runLetters(replay, env(), false)).toBe('dead letter 1 is handled and removed');
    expect(await runLetters({ kind: 'list' }, env(), false)).toBe('no dead letters');
    await expect(runLetters(replay, env(), false)).rejects.toThrow('there is no dead letter 1');
  });
});
