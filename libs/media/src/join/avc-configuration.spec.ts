import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  formatAvcConfiguration,
  mergeAvcConfigurations,
  ParameterSetClash,
  parseAvcConfiguration,
  type AvcConfiguration,
} from './avc-configuration.js';

/** Set-up record of a 320 x 180 clip of x264 (high profile, level 1.2); sets have number 0. */
const x264 = Buffer.from(
  '0164000cffe1001a6764000cacd941419f9f011000000300100000030300f14299600100' + '0468ef8fcbfdf8f800',
  'hex',
);

const number = (value: number) => ({ 0: 0x80, 1: 0x40, 2: 0x60 })[value] ?? 0x80;

function configuration(sets: readonly number[], tail = 7): AvcConfiguration {
  return {
    ...{ profile: 100, compatibility: 0, level: 31, lengthBytes: 4 },
    sequences: sets.map((set) => Buffer.from([0x67, 100, 0, 31, number(set), tail])),
    pictures: sets.map((set) => Buffer.from([0x68, number(set), tail])),
  };
}

describe('parseAvcConfiguration', () => {
  it('reads a record of x264, and formats it to the same bytes', () => {
    const parsed = parseAvcConfiguration(x264);
    expect(parsed).toMatchObject({ profile: 100, level: 12, lengthBytes: 4 });
    expect([parsed.sequences.length, parsed.pictures.length]).toEqual([1, 1]);
    expect(formatAvcConfiguration(parsed)).toEqual(x264);
  });

  it('never reads beyond the record', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        try {
          const { sequences, pictures } = parseAvcConfiguration(Buffer.from(bytes));
          const inside = [...sequences, ...pictures].reduce((sum, { length }) => sum + length + 2, 7);
          expect(inside).toBeLessThanOrEqual(bytes.length);
        } catch (error) {
          expect(error).toBeInstanceOf(ParameterSetClash);
        }
      }),
    );
  });
});

describe('mergeAvcConfigurations', () => {
  it('puts all sets side by side, each once, under the highest profile and level', () => {
    const plain = { ...configuration([0]), profile: 66, compatibility: 0xc0, level: 40 };
    const merged = mergeAvcConfigurations([plain, configuration([1]), plain]);
    expect(merged).toMatchObject({ profile: 100, compatibility: 0, level: 40 });
    expect(merged.sequences).toEqual([...plain.sequences, ...configuration([1]).sequences]);
    expect(merged.pictures).toHaveLength(2);
    expect(parseAvcConfiguration(formatAvcConfiguration(merged))).toEqual(merged);
  });

  it('refuses different sets of one number, and different unit lengths', () => {
    expect(() => mergeAvcConfigurations([configuration([1]), configuration([1], 9)])).toThrow(
      ParameterSetClash,
    );
    expect(() =>
      mergeAvcConfigurations([configuration([0]), { ...configuration([1]), lengthBytes: 2 }]),
    ).toThrow(ParameterSetClash);
  });
});
