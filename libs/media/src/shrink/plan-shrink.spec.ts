import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { probeOf } from '../../test/probes.js';
import type { MediaProbe, Rational } from '../probe/media-probe.js';
import { lowered, planShrink, type ShrinkPlan, shrinkRoom } from './plan-shrink.js';

const telegram = 49_500_000;

function film(width: number, height: number, seconds: number, audio?: 'mute'): MediaProbe {
  return probeOf({ width, height, frames: 24 * seconds }, audio);
}

function sizeFor(width: number, height: number, seconds: number): string {
  const plan = planShrink(film(width, height, seconds), telegram);
  return plan === undefined ? 'none' : `${plan.width}x${plan.height}`;
}

const bitsPerPixel = ({ width, height, frameRate, pictureBitsPerSecond }: ShrinkPlan): number =>
  (pictureBitsPerSecond * frameRate.den) / (width * height * frameRate.num);

/** What the packets of a file made by the plan hold, in bytes. */
const packetBytes = ({ pictureBitsPerSecond, sound, seconds }: ShrinkPlan): number =>
  ((pictureBitsPerSecond + (sound?.bitsPerSecond ?? 0)) * seconds) / 8;

const anyFilm = fc.record({
  size: fc.constantFrom([1280, 720], [1920, 1080], [3840, 2160], [720, 1280], [1080, 1080], [640, 360]),
  seconds: fc.integer({ min: 2, max: 1200 }),
  rate: fc.constantFrom<Rational>({ num: 24, den: 1 }, { num: 30_000, den: 1001 }, { num: 60, den: 1 }),
  mute: fc.boolean(),
});
const anyLimit = fc.integer({ min: 1, max: 60_000_000 });

function probed({ size, seconds, rate, mute }: typeof anyFilm extends fc.Arbitrary<infer T> ? T : never) {
  const [width = 0, height = 0] = size;
  const frames = Math.round((seconds * rate.num) / rate.den);
  return probeOf({ width, height, frames, frameRate: rate }, mute ? 'mute' : {});
}

describe('planShrink', () => {
  it.each([
    [1920, 1080, 60, '1920x1080'],
    [1920, 1080, 180, '1280x720'],
    [1280, 720, 180, '1280x720'],
    [1280, 720, 600, '854x480'],
    [720, 1280, 600, '480x854'],
    [1080, 1080, 500, '720x720'],
    [3840, 2160, 30, '1920x1080'],
    [1280, 720, 2000, 'none'],
  ])('makes of %ix%i, %i s long, a film of %s for Telegram', (width, height, seconds, size) => {
    expect(sizeFor(width, height, seconds)).toBe(size);
  });

  it('gives the sound what it needs, and less when there is little', () => {
    const rates = [60, 300, 600].map(
      (seconds) => planShrink(film(1280, 720, seconds), telegram)?.sound?.bitsPerSecond,
    );
    expect(rates).toEqual([128_000, 128_000, 96_000]);
    expect(planShrink(film(1280, 720, 60, 'mute'), telegram)).not.toHaveProperty('sound');
  });

  it('wastes no bytes on what is not seen any more', () => {
    const plan = planShrink(film(3840, 2160, 8), telegram);
    expect(plan && packetBytes(plan)).toBeLessThan(11_000_000);
  });

  it('never plans more than fits, nor a picture that looks bad', () => {
    fc.assert(
      fc.property(anyFilm, anyLimit, (facts, maxBytes) => {
        const plan = planShrink(probed(facts), maxBytes);
        if (plan === undefined) return;
        expect(packetBytes(plan)).toBeLessThan(maxBytes * 0.98);
        expect(bitsPerPixel(plan)).toBeGreaterThan(0.0299);
        if (Math.min(plan.width, plan.height) > 480) expect(bitsPerPixel(plan)).toBeGreaterThan(0.0499);
      }),
    );
  });

  it('keeps the shape, and is never larger than the film or 1080p', () => {
    fc.assert(
      fc.property(anyFilm, anyLimit, (facts, maxBytes) => {
        const { video } = probed(facts);
        const plan = planShrink(probed(facts), maxBytes);
        if (plan === undefined) return;
        expect([plan.width % 2, plan.height % 2]).toEqual([0, 0]);
        expect(plan.width / plan.height).toBeCloseTo(video.width / video.height, 1);
        expect(plan.width).toBeLessThanOrEqual(video.width);
        expect(Math.min(plan.width, plan.height)).toBeLessThanOrEqual(1080);
        expect([plan.frames, plan.seconds]).toEqual([video.frames, video.seconds]);
      }),
    );
  });

  it('gives a larger picture, or a better one, for more bytes', () => {
    fc.assert(
      fc.property(anyFilm, anyLimit, anyLimit, (facts, one, other) => {
        const less = planShrink(probed(facts), Math.min(one, other));
        const more = planShrink(probed(facts), Math.max(one, other));
        // Where the sound becomes better, the picture may have less than before.
        if (less === undefined || more?.sound?.bitsPerSecond !== less.sound?.bitsPerSecond) return;
        expect(more?.width).toBeGreaterThanOrEqual(less.width);
        expect(more?.pictureBitsPerSecond).toBeGreaterThanOrEqual(less.pictureBitsPerSecond);
      }),
    );
  });
});

describe('lowered', () => {
  it('fits an encoder that takes more than it was given, until the picture would look bad', () => {
    fc.assert(
      fc.property(anyFilm, anyLimit, fc.integer({ min: 1, max: 5_000_000 }), (facts, maxBytes, excess) => {
        const plan = planShrink(probed(facts), maxBytes);
        const next = plan && lowered(plan, maxBytes + excess, maxBytes);
        if (plan === undefined || next === undefined) return;
        const sound = ((plan.sound?.bitsPerSecond ?? 0) * plan.seconds) / 8;
        const taken = (maxBytes + excess - sound) * (next.pictureBitsPerSecond / plan.pictureBitsPerSecond);
        expect(taken + sound).toBeLessThan(maxBytes);
        expect(bitsPerPixel(next)).toBeGreaterThan(0.0299);
        expect({ ...next, pictureBitsPerSecond: plan.pictureBitsPerSecond }).toEqual(plan);
      }),
    );
  });

  it('gives up below the poorest picture', () => {
    const plan = planShrink(film(1280, 720, 600), telegram);
    expect(plan && lowered(plan, 3 * telegram, telegram)).toBeUndefined();
  });
});

describe('shrinkRoom', () => {
  it('holds the file twice and the encoder’s notes', () => {
    const plan = planShrink(film(1920, 1080, 60), telegram);
    const room = plan ? shrinkRoom(plan, telegram) : 0;
    expect(room - 2 * telegram).toBeGreaterThan(23_000_000);
    expect(room).toBeLessThan(3 * telegram);
  });
});
