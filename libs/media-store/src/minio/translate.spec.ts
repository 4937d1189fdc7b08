import { S3Error } from 'minio';
import { describe, expect, it } from '@jest/globals';
import { translate } from './translate.js';

const place = { bucket: 'media', key: 'jobs/1' };

function s3(code: string): S3Error {
  return Object.assign(new S3Error('words of the server'), {
    code,
    AWSAccessKeyId: 'KEY-ID',
    StringToSign: 'x',
  });
}

const system = (code: string, more: object = {}): Error => Object.assign(new Error(code), { code, ...more });

describe('translate', () => {
  it.each([
    [s3('NoSuchKey'), 'ObjectMissingError', false],
    [s3('NotFound'), 'ObjectMissingError', false],
    [s3('NoSuchBucket'), 'StoreUnavailableError', true],
    [s3('SignatureDoesNotMatch'), 'StoreRefusedError', false],
    [s3('AccessDenied'), 'StoreRefusedError', false],
    [s3('RequestTimeTooSkewed'), 'StoreRefusedError', false],
    [s3('XAmzContentSHA256Mismatch'), 'IntegrityError', false],
    [s3('XMinioStorageFull'), 'DiskFullError', true],
    [s3('InternalError'), 'StoreUnavailableError', true],
    [system('ENOSPC', { path: '/tmp/x' }), 'DiskFullError', true],
    [system('ECONNREFUSED'), 'StoreUnavailableError', true],
    [system('ECONNRESET'), 'StoreUnavailableError', true],
    [
      new Error('Request failed after 0 retries: Error: Retryable HTTP status: 503'),
      'StoreUnavailableError',
      true,
    ],
  ])('makes of %s a %s', (error, name, retryable) => {
    expect(translate(error, place)).toMatchObject({ name, retryable });
  });

  it('takes a missing thing for the bucket where no key was asked for', () => {
    expect(translate(s3('NotFound'), { bucket: 'media' })).toMatchObject({ name: 'StoreUnavailableError' });
  });

  it('does not carry the refused request along', () => {
    expect(translate(s3('SignatureDoesNotMatch'), place)).not.toHaveProperty('cause');
  });

  it('leaves alone what is about a local file, and our own errors', () => {
    const mine = translate(s3('NoSuchKey'), place);
    expect(translate(mine, place)).toBe(mine);
    const missing = system('ENOENT', { path: '/nowhere' });
    expect(translate(missing, place)).toBe(missing);
  });

  it("gives way to the caller's signal", () => {
    const reason = new Error('shutting down');
    expect(translate(system('ABORT_ERR'), { ...place, signal: AbortSignal.abort(reason) })).toBe(reason);
  });
});
