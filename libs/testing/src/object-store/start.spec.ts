import { describe, expect, it } from '@jest/globals';
import { defaultEngine, objectStoreEngines } from './start.js';

describe('the engines of an object store', () => {
  it('are the embedded one, and minio where its program is named or found', () => {
    expect(objectStoreEngines({ PATH: '/nowhere' })).toEqual(['s3rver']);
    expect(objectStoreEngines({ MINIO_BINARY: '/opt/minio' })).toEqual(['s3rver', 'minio']);
  });

  it('default to the embedded one unless a minio is named', () => {
    expect([defaultEngine({}), defaultEngine({ MINIO_BINARY: '' })]).toEqual(['s3rver', 's3rver']);
    expect(defaultEngine({ MINIO_BINARY: '/opt/minio' })).toBe('minio');
  });
});
