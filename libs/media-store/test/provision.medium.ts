import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { objectStoreEngines, uniqueName } from '@kinoline/testing';
import { provisionBucket, StoreRefusedError } from '../src/index.js';
import { retention, startFixture, type StoreFixture } from './store-fixture.js';

describe.each(objectStoreEngines())('provisionBucket on %s', (engine) => {
  let at: StoreFixture;
  beforeAll(async () => {
    at = await startFixture(engine);
  });
  afterAll(() => at.stop());

  it('makes the bucket once, whoever asks and however often', async () => {
    const settings = { ...at.settings, bucket: uniqueName('provision') };
    const all = await Promise.all([1, 2, 3].map(() => provisionBucket(settings, retention)));
    expect(all.filter(({ created }) => created).length).toBeGreaterThanOrEqual(1);
    expect(await provisionBucket(settings, retention)).toMatchObject({
      bucket: settings.bucket,
      created: false,
    });
  });

  it('sets expiry rules and reads them back, or says that the server keeps none', async () => {
    const result = await provisionBucket(at.settings, { intermediateDays: 3, filmDays: 60 });
    const kept = engine === 'minio';
    expect(result.expires).toBe(kept);
    expect(result.warnings).toHaveLength(kept ? 0 : 1);
  });

  it('says when the credentials are refused', async () => {
    const provision = provisionBucket({ ...at.settings, secretKey: 'not-the-secret' }, retention);
    await expect(provision).rejects.toThrow(StoreRefusedError);
  });

  it('refuses a retention of no whole days', async () => {
    await expect(provisionBucket(at.settings, { intermediateDays: 0, filmDays: 1 })).rejects.toThrow(
      RangeError,
    );
  });
});
