import {
  consumerNameOf,
  deadLetterConsumer,
  JobCancelled,
  keyValueBuckets,
  serviceNames,
  topology,
} from '@kinoline/contracts';
import { type NatsServer, startNatsServer } from '@kinoline/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AckPolicy, jetstreamManager, type JetStreamManager, StorageType } from '@nats-io/jetstream';
import { Kvm } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';
import { connectToNats, provision, ProvisionError } from '../src/index.js';
import { ensure } from '../src/provision/ensure.js';
import { streamAt } from '../src/provision/provision.js';
import { servers } from './nats-servers.js';

describe.each(servers)('%s', (_, binary) => {
  let server: NatsServer;
  let connection: NatsConnection;
  let manager: JetStreamManager;
  beforeEach(async () => {
    server = await startNatsServer({ binary });
    connection = await connectToNats({ servers: [server.url] });
    manager = await jetstreamManager(connection);
  });
  afterEach(async () => {
    await connection.close();
    await server.stop();
  });

  it('makes everything of the topology once', async () => {
    const pairs = serviceNames.flatMap((service) =>
      topology[service].map(({ message }) => consumerNameOf(service, message)),
    );
    const first = await provision(connection);
    expect(first.server).toBe(binary.version);
    expect(first.consumers.map(({ name }) => name)).toEqual([...pairs, deadLetterConsumer.name]);
    const made = [...first.streams, ...first.buckets, ...first.consumers];
    expect(new Set(made.map(({ action }) => action))).toEqual(new Set(['created']));
    const second = await provision(connection);
    const kept = [...second.streams, ...second.buckets, ...second.consumers];
    expect(new Set(kept.map(({ action }) => action))).toEqual(new Set(['unchanged']));
  });

  it('may be run by several at once', async () => {
    const reports = await Promise.all([provision(connection), provision(connection), provision(connection)]);
    expect(new Set(reports.map(({ consumers }) => consumers.length)).size).toBe(1);
  });

  it('makes buckets that the key-value client opens and changes by compare-and-set', async () => {
    await provision(connection);
    const bucket = await new Kvm(connection).open(keyValueBuckets.jobs.name);
    const revision = await bucket.create('job', 'one');
    await bucket.update('job', 'two', revision);
    await expect(bucket.update('job', 'three', revision)).rejects.toThrow();
    expect((await bucket.get('job'))?.string()).toBe('two');
    expect(await bucket.status()).toMatchObject({ history: 1, replicas: 1, storage: 'file' });
  });

  it('updates what differs', async () => {
    await provision(connection);
    const report = await provision(connection, {
      retentionDays: 3,
      ackWaitMs: { slow: 30_000, quick: 5_000 },
    });
    expect(report.streams).toContainEqual({ name: 'VIDEO', action: 'updated' });
    expect(report.consumers).toContainEqual({ name: 'generator-JobCancelled', action: 'updated' });
    expect(report.consumers).toContainEqual({ name: 'generator-SceneRequested', action: 'unchanged' });
    const info = await manager.consumers.info('VIDEO', consumerNameOf('generator', JobCancelled));
    expect(info.config.ack_wait).toBe(5_000_000_000);
  });

  it('names what the server refuses to change', async () => {
    await manager.streams.add({ name: 'VIDEO', subjects: ['video.>'], storage: StorageType.Memory });
    const provisioning = provision(connection);
    await expect(provisioning).rejects.toThrow(ProvisionError);
    await expect(provisioning).rejects.toThrow(
      /refuses to change stream VIDEO .*storage is memory instead of file/,
    );
  });

  it('names a field that the server does not keep', async () => {
    // Servers before 2.12 drop it without a word, newer ones refuse it.
    const asked = { name: 'ODD', subjects: ['odd'], never_heard_of: 7 };
    await expect(ensure(streamAt(manager, 'stream ODD', asked))).rejects.toThrow(
      /stream ODD: never_heard_of was dropped by the server \(asked for 7\)|refuses stream ODD: .*never_heard_of/,
    );
  });

  it('reports durable consumers that nobody hears any more', async () => {
    await provision(connection);
    await manager.consumers.add('VIDEO', { durable_name: 'old-Thing', ack_policy: AckPolicy.Explicit });
    expect((await provision(connection)).strangers).toEqual(['old-Thing']);
  });
});
