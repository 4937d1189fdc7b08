import { filterOf, JobCancelled, UpdateReceived } from '@kinoline/contracts';
import { type NatsServer, startNatsServer, waitFor } from '@kinoline/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { jetstream, jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { connectToNats, createMessageHistory, createMessagePublisher, provision } from '../src/index.js';
import { defaultProvisionParameters, wantedConsumers, wantedStreams } from '../src/provision/wanted.js';
import { servers } from './nats-servers.js';
import { jobCancelled, newJobId } from './samples.js';

const filterBefore = 'video.job.cancelled.*';

/** What an older version provisioned: no chat updates in the stream, cancellations without a cut. */
async function provisionAsBefore(manager: JetStreamManager): Promise<void> {
  const [video] = wantedStreams(defaultProvisionParameters);
  await manager.streams.add({ ...video!, subjects: ['video.>'] });
  const hearsCancellations = wantedConsumers(defaultProvisionParameters).filter(
    ({ filter_subject: filter }) => filter === filterOf(JobCancelled),
  );
  for (const consumer of hearsCancellations.filter(({ durable_name: name }) => !name.startsWith('telegram')))
    await manager.consumers.add('VIDEO', { ...consumer, filter_subject: filterBefore });
}

describe.each(servers)('%s', (_, binary) => {
  let server: NatsServer;
  let connection: NatsConnection;
  let manager: JetStreamManager;
  beforeEach(async () => {
    server = await startNatsServer({ binary });
    connection = await connectToNats({ servers: [server.url] });
    manager = await jetstreamManager(connection);
    await provisionAsBefore(manager);
  });
  afterEach(async () => {
    await connection.close();
    await server.stop();
  });

  it('takes a line of an older version over: new subjects, new filters, nothing lost', async () => {
    const [jobId, older] = [newJobId(), newJobId()];
    await jetstream(connection).publish(`video.job.cancelled.${older}`, '{}');
    const { streams, consumers } = await provision(connection);
    expect(streams).toContainEqual({ name: 'VIDEO', action: 'updated' });
    expect(consumers).toContainEqual({ name: 'generator-JobCancelled', action: 'updated' });
    expect(consumers).toContainEqual({ name: 'planner-JobCancelled', action: 'updated' });
    expect((await provision(connection)).streams).toContainEqual({ name: 'VIDEO', action: 'unchanged' });

    const publisher = createMessagePublisher(connection, { source: 'telegram-gateway' });
    const update = { talk: '7-0-7', updateId: 7, update: { update_id: 7, message: { text: '/start' } } };
    expect(await publisher.say(UpdateReceived, update)).toBe('said');
    expect(await publisher.say(UpdateReceived, update)).toBe('already-said');
    await publisher.say(JobCancelled, jobCancelled(jobId));

    expect((await manager.streams.info('VIDEO')).state.messages).toBe(3);
    for (const name of ['telegram-gateway-UpdateReceived', 'generator-JobCancelled']) {
      await waitFor(async () => (await manager.consumers.info('VIDEO', name)).num_pending === 1, {
        what: `${name} to have one message to deliver`,
      });
    }
  });

  it('reads the history of a job that an older version began, without what it says otherwise', async () => {
    const jobId = newJobId();
    await jetstream(connection).publish(`video.job.cancelled.${jobId}`, '{}');
    await provision(connection);
    await createMessagePublisher(connection, { source: 'planner' }).say(JobCancelled, jobCancelled(jobId));
    const read = await createMessageHistory(connection).read(jobId);
    expect(read.map(({ envelope }) => envelope.id)).toEqual([`video.job.cancelled.${jobId}.1`]);
  });
});
