import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { uniqueName } from './unique-name.js';

describe('uniqueName', () => {
  it('is a name that streams, consumers and buckets accept, whatever the purpose', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 100, unit: 'grapheme' }), (purpose) => {
        expect(uniqueName(purpose)).toMatch(/^[a-z][a-z0-9-]{1,61}[a-z0-9]$/);
      }),
    );
  });

  it('is never the same twice', () => {
    expect(new Set(Array.from({ length: 1_000 }, () => uniqueName('bucket'))).size).toBe(1_000);
  });
});
