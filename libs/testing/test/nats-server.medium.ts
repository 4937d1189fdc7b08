import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { locateNatsServer, type NatsServer, startNatsServer, uniqueName } from '../src/index.js';

let server: NatsServer;
beforeAll(async () => {
  server = await startNatsServer({ maxPayload: 2_000_000 });
});
afterAll(() => server.stop());

async function withConnection<T>(use: (connection: NatsConnection) => Promise<T>): Promise<T> {
  const connection = await connect({ servers: server.url, reconnect: false });
  try {
    return await use(connection);
  } finally {
    await connection.close();
  }
}

describe('startNatsServer', () => {
  it('runs JetStream with the payload limit it was given, and tells its version', async () => {
    await withConnection((connection) => {
      expect(connection.info?.jetstream).toBe(true);
      expect(connection.info?.max_payload).toBe(2_000_000);
      expect(connection.info?.version).toBe(server.version);
      return Promise.resolve();
    });
  });

  it('answers on its monitoring address', async () => {
    const answer = (await (await fetch(`${server.monitorUrl}/varz`)).json()) as { version: string };
    expect(answer.version).toBe(server.version);
  });

  it('keeps its address and its messages over a crash and a restart', async () => {
    const [name, url, monitorUrl, pid] = [uniqueName('crash'), server.url, server.monitorUrl, server.pid];
    await withConnection(async (connection) => {
      await (await jetstreamManager(connection)).streams.add({ name, subjects: [`${name}.>`] });
      await jetstream(connection).publish(`${name}.one`, 'kept');
    });
    await server.kill();
    await server.restart();
    expect([server.url, server.monitorUrl]).toEqual([url, monitorUrl]);
    expect(server.pid).not.toBe(pid);
    const stored = await withConnection(async (connection) =>
      (await jetstreamManager(connection)).streams.getMessage(name, { seq: 1 }),
    );
    expect(stored?.string()).toBe('kept');
  });

  it('says what the server wrote when it cannot start', async () => {
    const port = Number(new URL(server.url).port);
    await expect(startNatsServer({ port })).rejects.toThrow(
      /nats-server did not become ready[^]*address already in use/,
    );
  });
});

describe('locateNatsServer', () => {
  it('takes an explicit path and no other', async () => {
    const found = await locateNatsServer({ explicitPath: server.binary.path });
    expect(found).toEqual({ path: server.binary.path, version: server.version, source: 'explicit' });
    await expect(locateNatsServer({ explicitPath: '/nowhere/nats-server' })).rejects.toThrow(
      '/nowhere/nats-server',
    );
  });
});
