import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { boxChain, boxesIn, replaceContent } from './mp4-boxes.js';

function box(type: string, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const header = Buffer.alloc(8);
  header.writeUInt32BE(8 + body.length, 0);
  header.write(type, 4, 'latin1');
  return Buffer.concat([header, body]);
}

const path = ['moov', 'trak', 'stsd', 'avc1', 'avcC'];

/** An index with a sound track before the picture's, and a box behind the record. */
function index(record: Buffer): Buffer {
  const entry = box('avc1', Buffer.alloc(78), box('avcC', record), box('pasp', Buffer.alloc(8)));
  const sound = box('trak', box('stsd', Buffer.alloc(8), box('mp4a', Buffer.alloc(20))));
  return box('moov', box('mvhd', Buffer.alloc(12)), sound, box('trak', box('stsd', Buffer.alloc(8), entry)));
}

describe('boxChain', () => {
  it('finds a box behind siblings and inside boxes with fields of their own', () => {
    const bytes = index(Buffer.from([1, 2, 3]));
    const chain = boxChain(bytes, path);
    expect(chain?.map(({ type }) => type)).toEqual(path);
    expect(bytes.subarray(chain?.at(-1)?.body, chain?.at(-1)?.end)).toEqual(Buffer.from([1, 2, 3]));
    expect(boxChain(bytes, ['moov', 'udta'])).toBeUndefined();
  });

  it('ends on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const found = boxesIn(Buffer.from(bytes));
        expect(found.every(({ end }) => end <= bytes.length)).toBe(true);
        boxChain(Buffer.from(bytes), path);
      }),
    );
  });
});

describe('replaceContent', () => {
  it('sets all lengths right', () => {
    const before = index(Buffer.from([1, 2, 3]));
    const content = Buffer.from([9, 8, 7, 6, 5]);
    expect(replaceContent(before, boxChain(before, path) ?? [], content)).toEqual(index(content));
  });
});
