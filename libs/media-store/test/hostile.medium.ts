import { readdir } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort, objectStoreEngines, temporaryFolder, waitFor } from '@kinoline/testing';
import {
  createMinioMediaStore,
  IntegrityError,
  type MediaStore,
  StoreRefusedError,
  StoreUnavailableError,
  takeKey,
} from '../src/index.js';
import { collect, startFixture, type StoreFixture } from './store-fixture.js';

const job = '0192f0c1-7f3a-7c00-8000-000000000002';
const key = takeKey(job, 1, 1, 'clip.mp4');
const mp4 = { contentType: 'video/mp4' } as const;

describe.each(objectStoreEngines())('a media store on %s, when things go wrong', (engine) => {
  let at: StoreFixture;
  beforeAll(async () => {
    at = await startFixture(engine);
  });
  afterAll(() => at.stop());

  it.each([
    ['tampered with', 4_000],
    ['cut short', 3_999],
    ['made longer', 4_001],
  ])('throws away an object that was %s', async (_case, bytes) => {
    const ref = await at.store.putFile(key, await at.randomFile('first', 4_000), mp4);
    await at.store.putFile(key, await at.randomFile('second', bytes), mp4);
    const target = join(at.folder.path, 'target');
    const read = at.store.getToFile(ref, target);
    await expect(read).rejects.toThrow(IntegrityError);
    await expect(read).rejects.toMatchObject({ retryable: false });
    await expect(at.store.get(ref)).rejects.toThrow(IntegrityError);
    expect((await readdir(at.folder.path)).filter((name) => name.startsWith('target'))).toEqual([]);
  });

  it.each(['secretKey', 'accessKey'])(
    'says that a wrong %s was refused, without telling it',
    async (name) => {
      const wrong = 'WRONG0000000000000000';
      const store = createMinioMediaStore({ ...at.settings, [name]: wrong });
      const attempts = [
        () => store.ping(),
        () => store.stat(key),
        async () => store.putFile(key, await at.randomFile('big', 20_000_000), mp4),
        () => collect(store.list('jobs/')),
      ];
      for (const attempt of attempts) {
        const error: unknown = await attempt().catch((caught: unknown) => caught);
        expect(error).toBeInstanceOf(StoreRefusedError);
        expect(JSON.stringify(error) + String(error)).not.toMatch(/WRONG|S3RVER|Signature=/);
      }
    },
  );

  it('says that the bucket is not there yet', async () => {
    const store = createMinioMediaStore({ ...at.settings, bucket: 'never-made' });
    await expect(store.ping()).rejects.toThrow('the bucket never-made does not exist');
    await expect(store.putFile(key, await at.randomFile('lost', 10), mp4)).rejects.toThrow(
      StoreUnavailableError,
    );
  });

  it('presigns a URL that reads without credentials, expires, and cannot be changed', async () => {
    await at.store.putFile(key, await at.randomFile('shared', 5_000), mp4);
    const url = await at.store.presignGet(key, { seconds: 60, downloadName: 'лиса fox.mp4' });
    const answer = await fetch(url);
    expect((await answer.arrayBuffer()).byteLength).toBe(5_000);
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="_____fox.mp4"');
    const tampered = url.replace(/X-Amz-Signature=../, 'X-Amz-Signature=00');
    expect((await fetch(tampered)).status).toBe(403);
    expect((await fetch(url.replace('clip.mp4', 'first.png'))).status).toBe(403);
    const brief = await at.store.presignGet(key, { seconds: 1 });
    const isRefused = async (): Promise<boolean> => (await fetch(brief)).status === 403;
    await waitFor(isRefused, { what: 'the URL to expire', timeoutMs: 10_000, intervalMs: 200 });
  });
});

describe('a media store whose server is of no use', () => {
  const servers: Server[] = [];
  afterAll(() => {
    for (const server of servers) {
      server.close();
      server.closeAllConnections();
    }
  });
  const settings = { region: 'us-east-1', bucket: 'media', accessKey: 'key', secretKey: 'secret' };
  const ref = { key, bytes: 1, sha256: 'a'.repeat(64), ...mp4 };

  it('says that it is unavailable, which another try may mend', async () => {
    const store = createMinioMediaStore({ ...settings, endpoint: `http://127.0.0.1:${await freePort()}` });
    const error: unknown = await store.get(ref).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(StoreUnavailableError);
    expect(error).toMatchObject({ retryable: true, message: expect.stringContaining('ECONNREFUSED') });
  });

  /** A server that answers every request in one way. */
  async function answering(
    answer: RequestListener,
    silenceMs = 10_000,
  ): Promise<{ store: MediaStore; connections: () => number }> {
    let connections = 0;
    const server = createServer(answer).listen(0, '127.0.0.1');
    server.on('connection', () => (connections += 1));
    servers.push(server);
    await once(server, 'listening');
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const store = createMinioMediaStore({ ...settings, endpoint, silenceMs });
    return { store, connections: () => connections };
  }

  it('does not wait for ever for a server that accepts and is silent', async () => {
    const { store } = await answering(() => undefined, 200);
    await expect(store.get(ref)).rejects.toThrow('silent for 200 ms');
  });

  it('says that it is unavailable when the server is overloaded, and keeps using its connection', async () => {
    const { store, connections } = await answering((_request, response) =>
      response.writeHead(503).end('<Error/>'),
    );
    for (let times = 0; times < 5; times += 1) {
      await expect(store.get(ref)).rejects.toMatchObject({ name: 'StoreUnavailableError', retryable: true });
    }
    expect(connections()).toBe(1);
  });

  it('leaves no file when the connection breaks in the middle of one, and says that another try may help', async () => {
    await using folder = await temporaryFolder('broken');
    const { store } = await answering((_request, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('only the beginning', () => response.destroy());
    });
    const read = store.getToFile({ ...ref, bytes: 1_000 }, join(folder.path, 'clip.mp4'));
    await expect(read).rejects.toMatchObject({ name: 'StoreUnavailableError', retryable: true });
    expect(await readdir(folder.path)).toEqual([]);
  });
});
