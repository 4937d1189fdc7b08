import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { jpegOf, pngOf, turnedJpegOf } from '../../../test/pictures.js';
import { measurePicture } from './measure-picture.js';

describe('a picture', () => {
  it('is known by its content', () => {
    expect(measurePicture(jpegOf(1280, 720))).toEqual({
      contentType: 'image/jpeg',
      width: 1280,
      height: 720,
    });
    expect(measurePicture(pngOf(256, 8000))).toEqual({ contentType: 'image/png', width: 256, height: 8000 });
  });

  it('that was taken with the camera on its side has the sides that people see', () => {
    const sides = (orientation: number) => measurePicture(turnedJpegOf(1280, 720, orientation));
    for (const orientation of [1, 2, 3, 4]) {
      expect(sides(orientation)).toMatchObject({ width: 1280, height: 720 });
    }
    for (const orientation of [5, 6, 7, 8]) {
      expect(sides(orientation)).toMatchObject({ width: 720, height: 1280 });
    }
  });

  it('must be neither small nor huge', () => {
    const small = { kind: 'too-small', width: 1280, height: 255 };
    expect(measurePicture(jpegOf(1280, 255))).toEqual({ problem: small });
    expect(measurePicture(pngOf(8001, 720))).toEqual({
      problem: { kind: 'too-wide', width: 8001, height: 720 },
    });
  });

  it('is not read out of anything else', () => {
    const unreadable = { problem: { kind: 'unreadable' } };
    const gif = Buffer.from('GIF89a0123456789');
    const svg = Buffer.from('<svg width="500" height="500" xmlns="http://www.w3.org/2000/svg"/>');
    const cut = [jpegOf(1280, 720).subarray(0, 12), pngOf(640, 480).subarray(0, 12)];
    for (const bytes of [gif, svg, ...cut, new Uint8Array()])
      expect(measurePicture(bytes)).toEqual(unreadable);
  });

  it('is answered whatever the bytes are', () => {
    const beginnings = [[], [0xff, 0xd8, 0xff], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]];
    fc.assert(
      fc.property(fc.constantFrom(...beginnings), fc.uint8Array({ maxLength: 300 }), (beginning, rest) => {
        expect(() => measurePicture(Uint8Array.from([...beginning, ...rest]))).not.toThrow();
      }),
    );
  });
});
