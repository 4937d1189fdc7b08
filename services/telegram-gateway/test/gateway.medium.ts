import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FilmStitched, JobDelivered, JobRequested, keyValueBuckets } from '@kinoline/contracts';
import { provisionBucket } from '@kinoline/media-store';
import {
  connectToNats,
  createMessageHistory,
  createMessagePublisher,
  KvDocuments,
  listDeadLetters,
  type MessageHistory,
  type MessagePublisher,
  provision,
} from '@kinoline/messaging';
import {
  type NatsServer,
  type ObjectStore,
  type SpawnedService,
  spawnService,
  startNatsServer,
  startObjectStore,
  waitFor,
} from '@kinoline/testing';
import { shownJobSchema } from '../src/jobs/shown-job.js';
import { filmStitched, jobRequested, newJobId } from './films.js';
import { filmed, shownJob } from './shown-films.js';

describe('the gateway in a process of its own', () => {
  let nats: NatsServer;
  let store: ObjectStore;
  let connection: Awaited<ReturnType<typeof connectToNats>>;
  let publisher: MessagePublisher;
  let history: MessageHistory;
  let gateway: SpawnedService;
  const startGateway = (): Promise<SpawnedService> =>
    spawnService({
      name: 'telegram-gateway',
      entry: resolve(import.meta.dirname, '../dist/main.js'),
      env: {
        NATS_URL: nats.url,
        S3_ENDPOINT: store.endpoint,
        S3_ACCESS_KEY: store.accessKey,
        S3_SECRET_KEY: store.secretKey,
      },
    });

  beforeAll(async () => {
    [nats, store] = await Promise.all([startNatsServer(), startObjectStore()]);
    await provisionBucket({ ...store, bucket: 'kinoline' }, { intermediateDays: 1, filmDays: 1 });
    connection = await connectToNats({ servers: [nats.url] });
    await provision(connection);
    publisher = createMessagePublisher(connection, { source: 'stitcher' });
    history = createMessageHistory(connection);
    gateway = await startGateway();
  });
  afterAll(async () => {
    await gateway.stop();
    await connection.close();
    await Promise.all([nats.stop(), store.stop()]);
  });

  it('starts without a token and is ready', async () => {
    expect((await fetch(`${gateway.url}/health/ready`)).status).toBe(200);
  });

  it('says that a film for the command line was delivered', async () => {
    const jobId = newJobId();
    await publisher.say(JobRequested, jobRequested(jobId, 'cli'));
    await publisher.say(FilmStitched, filmStitched(jobId));
    const delivered = await waitFor(() => history.first(JobDelivered, { jobId, cut: 1 }), {
      what: 'JobDelivered',
    });
    expect(delivered.source).toBe('telegram-gateway');
    expect(delivered.data).toEqual({ jobId, cut: 1, film: filmStitched(jobId).film, by: 'store' });
  });

  it('keeps a film for a chat as a dead letter that names BOT_TOKEN', async () => {
    const jobId = newJobId();
    const request = jobRequested(jobId, 'telegram');
    const jobs = new KvDocuments(connection, keyValueBuckets.shownJobs, shownJobSchema);
    await jobs.create(jobId, shownJob(filmed(jobId), request));
    await publisher.say(JobRequested, request);
    await publisher.say(FilmStitched, filmStitched(jobId));
    const letter = await waitFor(
      async () => (await listDeadLetters(connection)).find(({ subject }) => subject.includes(jobId)),
      { what: 'the dead letter' },
    );
    expect(letter).toMatchObject({ service: 'telegram-gateway', message: 'FilmStitched', deliveries: 1 });
    expect(letter.error).toContain('BOT_TOKEN');
    expect(await history.first(JobDelivered, { jobId, cut: 1 })).toBeUndefined();
  });

  it('finishes what it missed after it was killed', async () => {
    await gateway.kill();
    const jobId = newJobId();
    await publisher.say(JobRequested, jobRequested(jobId, 'cli'));
    await publisher.say(FilmStitched, filmStitched(jobId));
    gateway = await startGateway();
    await waitFor(() => history.first(JobDelivered, { jobId, cut: 1 }), { what: 'JobDelivered' });
  });

  it('ends in order when it is told to', async () => {
    expect(await gateway.stop()).toEqual({ code: 0, signal: null });
  });
});
