import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FilmStitched, JobDelivered, JobRequested } from '@kinoline/contracts';
import {
  connectToNats,
  createMessageHistory,
  createMessagePublisher,
  listDeadLetters,
  type MessageHistory,
  type MessagePublisher,
  provision,
} from '@kinoline/messaging';
import {
  type NatsServer,
  type SpawnedService,
  spawnService,
  startNatsServer,
  waitFor,
} from '@kinoline/testing';
import { filmStitched, jobRequested, newJobId } from './films.js';

describe('the gateway in a process of its own', () => {
  let nats: NatsServer;
  let connection: Awaited<ReturnType<typeof connectToNats>>;
  let publisher: MessagePublisher;
  let history: MessageHistory;
  let gateway: SpawnedService;
  const startGateway = (): Promise<SpawnedService> =>
    spawnService({
      name: 'telegram-gateway',
      entry: resolve(import.meta.dirname, '../dist/main.js'),
      env: { NATS_URL: nats.url },
    });

  beforeAll(async () => {
    nats = await startNatsServer();
    connection = await connectToNats({ servers: [nats.url] });
    await provision(connection);
    publisher = createMessagePublisher(connection, { source: 'stitcher' });
    history = createMessageHistory(connection);
    gateway = await startGateway();
  });
  afterAll(async () => {
    await gateway.stop();
    await connection.close();
    await nats.stop();
  });

  it('starts without a token and is ready', async () => {
    expect((await fetch(`${gateway.url}/health/ready`)).status).toBe(200);
  });

  it('says that a film for the command line was delivered', async () => {
    const jobId = newJobId();
    await publisher.say(JobRequested, jobRequested(jobId, 'cli'));
    await publisher.say(FilmStitched, filmStitched(jobId));
    const delivered = await waitFor(() => history.first(JobDelivered, { jobId }), { what: 'JobDelivered' });
    expect(delivered.source).toBe('telegram-gateway');
    expect(delivered.data).toEqual({ jobId, cut: 1, film: filmStitched(jobId).film, by: 'store' });
  });

  it('keeps a film for a chat as a dead letter that names BOT_TOKEN', async () => {
    const jobId = newJobId();
    await publisher.say(JobRequested, jobRequested(jobId, 'telegram'));
    await publisher.say(FilmStitched, filmStitched(jobId));
    const letter = await waitFor(
      async () => (await listDeadLetters(connection)).find(({ subject }) => subject.includes(jobId)),
      { what: 'the dead letter' },
    );
    expect(letter).toMatchObject({ service: 'telegram-gateway', message: 'FilmStitched', deliveries: 1 });
    expect(letter.error).toContain('BOT_TOKEN');
    expect(await history.first(JobDelivered, { jobId })).toBeUndefined();
  });

  it('finishes what it missed after it was killed', async () => {
    await gateway.kill();
    const jobId = newJobId();
    await publisher.say(JobRequested, jobRequested(jobId, 'cli'));
    await publisher.say(FilmStitched, filmStitched(jobId));
    gateway = await startGateway();
    await waitFor(() => history.first(JobDelivered, { jobId }), { what: 'JobDelivered' });
  });

  it('ends in order when it is told to', async () => {
    expect(await gateway.stop()).toEqual({ code: 0, signal: null });
  });
});
