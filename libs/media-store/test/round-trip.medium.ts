import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { objectStoreEngines } from '@kinoline/testing';
import {
  filmKey,
  IntegrityError,
  ObjectMissingError,
  sweepExpired,
  takeKey,
  TooLargeError,
} from '../src/index.js';
import { collect, startFixture, type StoreFixture } from './store-fixture.js';

const job = '0192f0c1-7f3a-7c00-8000-000000000001';
const [clip, film] = [takeKey(job, 1, 1, 'clip.mp4'), filmKey(job, 1, 'film.mp4')];
const mp4 = { contentType: 'video/mp4' } as const;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/**
 * The result of some work, and whether more than some bytes lay in buffers meanwhile. What nobody holds any more does not
 * count, whenever it would be collected.
 */
async function watched<T>(
  work: () => Promise<T>,
  allowed: number,
): Promise<{ result: T; tookMore: boolean }> {
  collectGarbage();
  const limit = process.memoryUsage().arrayBuffers + allowed;
  const isOver = (): boolean => process.memoryUsage().arrayBuffers > limit;
  let tookMore = false;
  const looking = setInterval(() => {
    if (tookMore || !isOver()) return;
    collectGarbage();
    tookMore = isOver();
  }, 20);
  try {
    return { result: await work(), tookMore };
  } finally {
    clearInterval(looking);
  }
}

describe.each(objectStoreEngines())('a media store on %s', (engine) => {
  let at: StoreFixture;
  beforeAll(async () => {
    at = await startFixture(engine);
  });
  afterAll(() => at.stop());

  it('gives back an 80 MB clip as it was put, without holding it in memory', async () => {
    const source = await at.randomFile('clip', 80_000_000);
    const { result: ref, tookMore } = await watched(() => at.store.putFile(clip, source, mp4), 40_000_000);
    expect(tookMore).toBe(false);
    expect(ref).toMatchObject({ key: clip, bytes: 80_000_000, contentType: 'video/mp4' });
    const target = join(at.folder.path, 'back');
    await at.store.getToFile(ref, target);
    expect((await readFile(target)).equals(await readFile(source))).toBe(true);
    expect(await at.store.stat(clip)).toEqual(ref);
  }, 180_000);

  it('stores a stream of unknown length, and leaves no spooled file behind', async () => {
    const chunks = [Buffer.alloc(70_000, 'a'), Buffer.alloc(30_000, 'b')];
    const ref = await at.store.putStream(film, Readable.from(chunks), mp4);
    expect(ref.bytes).toBe(100_000);
    expect(await at.store.get(ref)).toEqual(Buffer.concat(chunks));
    expect((await readdir(at.folder.path)).filter((name) => name.includes('spool'))).toEqual([]);
  });

  it.each([
    ['shorter than announced', { bytes: 11 }, IntegrityError, true],
    ['longer than allowed', { maxBytes: 9 }, TooLargeError, false],
  ])('stores nothing of a stream %s', async (_case, limits, error, retryable) => {
    const key = takeKey(job, 2, 1, 'first.png');
    const source = Readable.from([Buffer.from('ten bytes!')]);
    const put = at.store.putStream(key, source, { contentType: 'image/png', ...limits });
    await expect(put).rejects.toBeInstanceOf(error);
    await expect(put).rejects.toMatchObject({ retryable });
    expect(await at.store.exists(key)).toBe(false);
  });

  it('hands on the error of a stream that breaks', async () => {
    const source = new Readable({ read: () => source.destroy(new Error('the provider hung up')) });
    await expect(at.store.putStream(film, source, mp4)).rejects.toThrow('the provider hung up');
  });

  it('refuses to store an empty file', async () => {
    await expect(at.store.putFile(clip, await at.randomFile('empty', 0), mp4)).rejects.toThrow(
      IntegrityError,
    );
  });

  it('tells a missing object, however it is asked for', async () => {
    const ref = {
      key: takeKey(job, 9, 9, 'last.png'),
      bytes: 1,
      sha256: 'a'.repeat(64),
      contentType: 'image/png',
    } as const;
    await expect(at.store.get(ref)).rejects.toThrow(ObjectMissingError);
    await expect(at.store.stat(ref.key)).rejects.toThrow(ObjectMissingError);
    await expect(at.store.getToFile(ref, join(at.folder.path, 'none'))).rejects.toThrow(ObjectMissingError);
    expect(await at.store.exists(ref.key)).toBe(false);
    await at.store.remove(ref.key);
  });

  it('refuses to read more into memory than allowed', async () => {
    const ref = await at.store.putFile(film, await at.randomFile('film', 1_000), mp4);
    await expect(at.store.get(ref, { maxBytes: 999 })).rejects.toThrow(TooLargeError);
  });

  it('lists and removes by prefix, and sweeps what has expired', async () => {
    const keys = [takeKey(job, 3, 1, 'clip.mp4'), takeKey(job, 3, 2, 'clip.mp4')];
    for (const key of keys) await at.store.putFile(key, await at.randomFile('old', 10), mp4);
    const prefix = `jobs/${job}/scenes/3/`;
    expect((await collect(at.store.list(prefix))).map(({ key }) => key)).toEqual(keys);
    const inTenDays = { now: Date.now() + 10 * 86_400_000 };
    const swept = await sweepExpired(at.store, { intermediateDays: 7, filmDays: 30 }, inTenDays);
    expect(swept.objects).toBeGreaterThanOrEqual(2);
    expect(await collect(at.store.list('jobs/'))).toEqual([]);
    expect(await at.store.exists(film)).toBe(true);
  });

  it('gives up when its signal fires', async () => {
    const source = await at.randomFile('late', 5_000_000);
    const reason = new Error('shutting down');
    await expect(at.store.putFile(clip, source, { ...mp4, signal: AbortSignal.abort(reason) })).rejects.toBe(
      reason,
    );
    const stop = new AbortController();
    const put = at.store.putFile(clip, source, { ...mp4, signal: stop.signal });
    setImmediate(() => stop.abort(reason));
    await expect(put).rejects.toBe(reason);
  });
});
