import { access } from 'node:fs/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type ObjectStore, objectStoreEngines, startObjectStore } from '../src/index.js';

const stores: ObjectStore[] = [];
afterEach(() => Promise.all(stores.splice(0).map((store) => store.stop())));

describe.each(objectStoreEngines())('startObjectStore with %s', (engine) => {
  it('answers S3 requests on its endpoint and leaves nothing behind', async () => {
    const store = await startObjectStore({ engine });
    const answer = await fetch(`${store.endpoint}/no-such-bucket/key`, { headers: { 'x-amz-date': 'none' } });
    expect(answer.headers.get('content-type')).toBe('application/xml');
    await store.stop();
    await expect(fetch(store.endpoint)).rejects.toThrow();
    await expect(access(store.dataDir)).rejects.toThrow('ENOENT');
  });

  it('refuses a taken port with an error', async () => {
    const store = await startObjectStore({ engine });
    stores.push(store);
    await expect(startObjectStore({ engine, port: store.port })).rejects.toThrow('EADDRINUSE');
  });
});
