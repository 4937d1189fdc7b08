import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { objectStoreEngines } from '@kinoline/testing';
import { sweepExpired, takeKey } from '../src/index.js';
import { collect, retention, startFixture } from './store-fixture.js';

const job = '0192f0c1-7f3a-7c00-8000-000000000003';
const keys = Array.from({ length: 1_010 }, (_, at) =>
  takeKey(job, 1 + Math.floor(at / 99), 1 + (at % 99), 'last.png'),
);

describe.each(objectStoreEngines())('a listing on %s', (engine) => {
  it('goes on after the first thousand, and so does the sweep', async () => {
    const { store, stop } = await startFixture(engine);
    const put = (key: string) =>
      store.putStream(key, Readable.from([Buffer.from(key)]), { contentType: 'image/png' });
    for (let at = 0; at < keys.length; at += 50) await Promise.all(keys.slice(at, at + 50).map(put));
    expect((await collect(store.list('jobs/'))).map(({ key }) => key).sort()).toEqual([...keys].sort());
    const swept = await sweepExpired(store, retention, { now: Date.now() + 8 * 86_400_000 });
    expect(swept.objects).toBe(keys.length);
    await stop();
  });
});
