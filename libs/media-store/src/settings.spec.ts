import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { mediaStoreSettings, mediaStoreVariables } from './settings.js';

const schema = z.object(mediaStoreVariables);
const given = { S3_ENDPOINT: 'http://127.0.0.1:9000', S3_ACCESS_KEY: 'key', S3_SECRET_KEY: 'secret' };

describe('mediaStoreVariables', () => {
  it('need an address and a key pair, and know the rest', () => {
    expect(mediaStoreSettings(schema.parse(given))).toEqual({
      endpoint: 'http://127.0.0.1:9000',
      publicEndpoint: undefined,
      region: 'us-east-1',
      bucket: 'kinoline',
      accessKey: 'key',
      secretKey: 'secret',
    });
  });

  it.each([
    ['S3_ENDPOINT', 'localhost:9000'],
    ['S3_ENDPOINT', 'ftp://store'],
    ['S3_PUBLIC_ENDPOINT', 'store.example'],
    ['S3_BUCKET', 'Kinoline'],
    ['S3_BUCKET', 'ab'],
    ['S3_SECRET_KEY', ''],
  ])('refuse %s = %j without repeating it', (name, value) => {
    const read = schema.safeParse({ ...given, [name]: value });
    expect(read.error?.issues.map(({ path }) => path.join())).toEqual([name]);
    if (value !== '') expect(read.error?.issues[0]?.message).not.toContain(value);
  });
});
