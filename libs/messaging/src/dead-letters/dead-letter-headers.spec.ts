import { describe, expect, it } from '@jest/globals';
import { headers } from '@nats-io/transport-node';
import fc from 'fast-check';
import { readDeadLetterHeaders, writeDeadLetterHeaders } from './dead-letter-headers.js';

const facts = {
  service: 'planner',
  message: 'SceneRendered',
  subject: 'video.scene.rendered.j.1.1',
  sequence: 7,
  deliveries: 3,
  errorName: 'Error',
  error: 'no',
};

describe('dead-letter headers', () => {
  it('keep the message’s own headers but not the server’s', () => {
    const original = headers();
    original.set('traceparent', '00-a-b-01');
    original.set('Nats-Msg-Id', 'x');
    original.set('Nats-Expected-Last-Subject-Sequence', '0');
    const written = writeDeadLetterHeaders(original, facts);
    expect(written.get('traceparent')).toBe('00-a-b-01');
    expect(written.keys().filter((name) => name.toLowerCase().startsWith('nats-'))).toEqual([]);
    expect(readDeadLetterHeaders(written)).toEqual(facts);
  });

  it('hold any error text on one line of bounded length', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3_000 }), (error) => {
        const written = writeDeadLetterHeaders(undefined, { ...facts, error });
        const read = readDeadLetterHeaders(written)?.error ?? '';
        expect(read.length).toBeLessThanOrEqual(1_000);
        expect(read).not.toMatch(/[\r\n]/);
      }),
    );
  });

  it('are not found in what is no dead letter', () => {
    expect(readDeadLetterHeaders(undefined)).toBeUndefined();
    expect(readDeadLetterHeaders(headers())).toBeUndefined();
  });
});
