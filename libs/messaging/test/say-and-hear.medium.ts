import { JobCancelled, SceneRequested } from '@kinoline/contracts';
import { type NatsServer, startNatsServer, waitFor } from '@kinoline/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NatsConnection } from '@nats-io/transport-node';
import { connectToNats, createMessageHistory, createMessagePublisher, provision } from '../src/index.js';
import { startGenerator } from './generator-app.js';
import { servers } from './nats-servers.js';
import { jobCancelled, newJobId, sceneRequested } from './samples.js';

describe.each(servers)('%s', (_, binary) => {
  let server: NatsServer;
  let connection: NatsConnection;
  beforeAll(async () => {
    server = await startNatsServer({ binary });
    connection = await connectToNats({ servers: [server.url] });
    await provision(connection);
  });
  afterAll(async () => {
    await connection.close();
    await server.stop();
  });

  it('hears what was said, slow and quick', async () => {
    const heard: string[] = [];
    const note = (id: string): Promise<void> => Promise.resolve(void heard.push(id));
    const app = await startGenerator(server.url, {
      scene: ({ id }) => note(id),
      cancelled: ({ id }) => note(id),
    });
    const publisher = createMessagePublisher(connection, { source: 'planner' });
    const jobId = newJobId();
    expect(await publisher.say(SceneRequested, sceneRequested(jobId))).toBe('said');
    expect(await publisher.say(JobCancelled, jobCancelled(jobId))).toBe('said');
    expect(await publisher.say(JobCancelled, jobCancelled(jobId))).toBe('already-said');
    await waitFor(() => heard.length >= 2, { what: 'both messages' });
    expect(heard.sort()).toEqual([`video.job.cancelled.${jobId}.1`, `video.scene.requested.${jobId}.1.1`]);
    await app.close();
  });

  it('reads back what was said', async () => {
    const jobId = newJobId();
    const publisher = createMessagePublisher(connection, { source: 'planner' });
    const history = createMessageHistory(connection);
    expect(await history.first(JobCancelled, { jobId, cut: 1 })).toBeUndefined();
    await publisher.say(SceneRequested, sceneRequested(jobId));
    await publisher.say(JobCancelled, jobCancelled(jobId));
    expect((await history.first(JobCancelled, { jobId, cut: 1 }))?.data).toEqual(jobCancelled(jobId));
    expect((await history.read(jobId)).map(({ message }) => message.name)).toEqual([
      'SceneRequested',
      'JobCancelled',
    ]);
  });
});
