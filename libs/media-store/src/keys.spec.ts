import { mediaRefSchema } from '@kinoline/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  filmKey,
  filmPrefix,
  intermediatePrefix,
  jobPrefix,
  keyframeKey,
  takeKey,
  uploadKey,
} from './keys.js';

const job = '0192f0c1-7f3a-7c00-8000-000000000001';

describe('object keys', () => {
  it('say what they hold', () => {
    expect(takeKey(job, 3, 2, 'clip.mp4')).toBe(`jobs/${job}/scenes/3/takes/2/clip.mp4`);
    expect(keyframeKey(job, 0, 1)).toBe(`jobs/${job}/keyframes/0/1.png`);
    expect(filmKey(job, 1, 'film.mp4')).toBe(`films/${job}/1/film.mp4`);
    expect(filmKey(job, 2, 'smaller.mp4')).toBe(`films/${job}/2/smaller.mp4`);
    expect(takeKey(job, 1, 1, 'first.png').startsWith(jobPrefix(job))).toBe(true);
  });

  it('name an upload by its content', () => {
    const hash = 'a'.repeat(64);
    expect(uploadKey(hash, 'image/jpeg')).toBe(`uploads/${hash}.jpg`);
    expect(uploadKey(hash, 'image/png')).toBe(`uploads/${hash}.png`);
  });

  it('keep intermediates and films under prefixes of their own, one of which expires sooner', () => {
    expect(jobPrefix(job).startsWith(intermediatePrefix)).toBe(true);
    expect(filmKey(job, 1, 'contact-sheet.jpg').startsWith(filmPrefix)).toBe(true);
  });

  it('are always keys that a media reference may have, and never two things the same', () => {
    const numbers = fc.record({
      scene: fc.integer({ min: 1, max: 200 }),
      take: fc.integer({ min: 1, max: 99 }),
    });
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const [left, right] = [a, b].map(({ scene, take }) => takeKey(job, scene, take, 'clip.mp4'));
        expect(mediaRefSchema.shape.key.safeParse(left).success).toBe(true);
        expect(left === right).toBe(a.scene === b.scene && a.take === b.take);
      }),
    );
  });

  it.each([
    ['a job id that climbs', () => jobPrefix('../../films')],
    ['a job id in upper case', () => jobPrefix(job.toUpperCase())],
    ['a job id of another version', () => jobPrefix('00000000-0000-4000-8000-000000000000')],
    ['scene 0', () => takeKey(job, 0, 1, 'clip.mp4')],
    ['half a take', () => takeKey(job, 1, 1.5, 'clip.mp4')],
    ['a boundary before the first', () => keyframeKey(job, -1, 1)],
    ['an upload that is named by something else', () => uploadKey('../films', 'image/png')],
    ['cut 0', () => filmKey(job, 0, 'film.mp4')],
  ])('refuse %s', (_case, make) => {
    expect(make).toThrow();
  });
});
