import { describe, expect, it } from '@jest/globals';
import { JobCancelled, seal } from '@kinoline/contracts';
import { MessageUnreadableError } from '../errors.js';
import { readMessage } from './read-message.js';

const jobId = '019a0000-0000-7000-8000-000000000001';
const subject = `video.job.cancelled.${jobId}.1`;
const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const sealed = seal(JobCancelled, { jobId, cut: 1, by: 'person' }, { source: 'planner' });

describe('readMessage', () => {
  it('reads what was sealed', () => {
    expect(readMessage(JobCancelled, { subject, data: bytes(sealed) })).toEqual(sealed);
  });

  it.each([
    ['bytes that are no text', Uint8Array.of(0xff)],
    ['no JSON', new TextEncoder().encode('{')],
    ['another message', bytes({ ...sealed, type: 'video.job.failed' })],
    ['another version', bytes({ ...sealed, version: 1 })],
    ['a wrong payload', bytes({ ...sealed, data: { jobId, cut: 1, by: 'secret' } })],
  ])('refuses %s without its values', (_, data) => {
    const read = (): unknown => readMessage(JobCancelled, { subject, data });
    expect(read).toThrow(MessageUnreadableError);
    expect(read).not.toThrow(/secret/);
  });

  it('refuses a payload on another subject', () => {
    const other = subject.replace(/1\.1$/, '2.1');
    expect(() => readMessage(JobCancelled, { subject: other, data: bytes(sealed) })).toThrow(
      /another subject/,
    );
  });
});
