import { describe, expect, it } from '@jest/globals';
import { planJoin } from '@kinoline/media';
import { clipProbe } from '../../test/wanted-film.js';
import { filmRoom } from './film-room.js';

const clips = [1, 2].map((number) => ({ path: `/${number}.mp4`, probe: { ...clipProbe, bytes: 1_000_000 } }));

function roomFor(width: number, height: number, sound = true): number {
  const probes = clips.map(({ probe }) => probe);
  return filmRoom(planJoin(probes, { width, height, sound }), clips);
}

describe('filmRoom', () => {
  it('counts a copied film twice', () => {
    expect(roomFor(1280, 720)).toBe(4_000_000);
  });

  it('grows with the pixels of an encoded film', () => {
    expect(roomFor(3840, 2160)).toBeGreaterThan(3 * roomFor(1920, 1080));
    expect(roomFor(3840, 2160)).toBeGreaterThan(8 * 25e6 * 0.5);
  });
});
