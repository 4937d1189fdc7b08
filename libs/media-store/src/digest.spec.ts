import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DigestMeter } from './digest.js';

describe('DigestMeter', () => {
  it('changes nothing, and knows length and hash however the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 50 }), { maxLength: 20 }), async (parts) => {
        const whole = Buffer.concat(parts);
        const meter = new DigestMeter(whole.length, () => new Error('too many'));
        const [through] = await Promise.all([
          buffer(meter),
          pipeline(Readable.from(parts.map((part) => Buffer.from(part))), meter),
        ]);
        expect(through.equals(whole)).toBe(true);
        const sha256 = createHash('sha256').update(whole).digest('hex');
        expect(meter.digest()).toEqual({ bytes: whole.length, sha256 });
      }),
    );
  });

  it('stops at the first byte too many', async () => {
    const meter = new DigestMeter(4, () => new Error('more than 4'));
    const source = Readable.from([Buffer.from('12'), Buffer.from('345'), Buffer.from('never asked for')]);
    await expect(Promise.all([buffer(meter), pipeline(source, meter)])).rejects.toThrow('more than 4');
  });
});
