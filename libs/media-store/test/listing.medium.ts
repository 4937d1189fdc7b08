import { copyFile, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { keyframeKey, sweepExpired } from '../src/index.js';
import { collect, retention, startFixture } from './store-fixture.js';

const job = '0192f0c1-7f3a-7c00-8000-000000000003';
const wanted = 1_010;

describe('a listing on s3rver', () => {
  it('goes on after the first thousand keys, and so does the sweep', async () => {
    const { store, server, settings, stop } = await startFixture('s3rver');
    const first = keyframeKey(job, 0, 1);
    await store.putStream(first, Readable.from([Buffer.from('still')]), { contentType: 'image/png' });
    // A thousand requests would take long: the server's own files are copied, three to an object.
    const folder = dirname(join(server.dataDir, settings.bucket, first));
    for (const name of await readdir(folder)) {
      const copies = Array.from({ length: wanted - 1 }, (_, at) => name.replace(/^1\.png/, `${at + 2}.png`));
      await Promise.all(copies.map((copy) => copyFile(join(folder, name), join(folder, copy))));
    }
    expect(new Set((await collect(store.list('jobs/'))).map(({ key }) => key)).size).toBe(wanted);
    const swept = await sweepExpired(store, retention, { now: Date.now() + 8 * 86_400_000 });
    expect(swept.objects).toBe(wanted);
    await stop();
  }, 180_000);
});
