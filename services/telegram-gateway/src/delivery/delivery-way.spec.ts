import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { filmStitched, newJobId } from '../../test/films.js';
import { mostLostUploads, wayOf } from './delivery-way.js';

const film = filmStitched(newJobId());
const sized = (bytes: number, smallerBytes?: number) => ({
  ...film,
  film: { ...film.film, bytes },
  ...(smallerBytes !== undefined && {
    smaller: { film: { ...film.film, key: 'smaller.mp4', bytes: smallerBytes }, width: 854, height: 480 },
  }),
});

describe('the way of a film into a chat', () => {
  it('is the film itself up to the limit, else the smaller copy, else a link', () => {
    expect(wayOf(sized(50, 10), 50, 0)).toMatchObject({ kind: 'video', width: 1280, smaller: false });
    expect(wayOf(sized(51, 50), 50, 0)).toMatchObject({
      ...{ kind: 'video', width: 854, height: 480, smaller: true },
      file: { key: 'smaller.mp4' },
    });
    expect(wayOf(sized(51, 51), 50, 0)).toEqual({ kind: 'link', because: 'too-large' });
    expect(wayOf(sized(51), 50, 0)).toEqual({ kind: 'link', because: 'too-large' });
  });

  it('is a link once as many uploads were lost as may stand in the chat', () => {
    expect(wayOf(sized(1), 50, mostLostUploads - 1).kind).toBe('video');
    expect(wayOf(sized(1), 50, mostLostUploads)).toEqual({ kind: 'link', because: 'upload-failed' });
  });

  it('never takes a file that Telegram refuses', () => {
    const bytes = fc.integer({ min: 1, max: 1_000 });
    fc.assert(
      fc.property(bytes, fc.option(bytes, { nil: undefined }), bytes, (whole, smaller, limit) => {
        const way = wayOf(sized(whole, smaller), limit, 0);
        expect(way.kind === 'link' || way.file.bytes <= limit).toBe(true);
      }),
    );
  });
});
