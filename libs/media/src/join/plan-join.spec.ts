import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { probeOf, probes } from '../../test/probes.js';
import type { MediaProbe } from '../probe/media-probe.js';
import type { JoinTarget } from './film-profile.js';
import { filmRate, rateOf, sameRate } from './frame-rate.js';
import { pictureObstacles, timescaleOf } from './picture-agreement.js';
import { isConformed, planJoin, type ClipStep, type JoinPlan } from './plan-join.js';

const hd: JoinTarget = { width: 1280, height: 720, sound: true };

const targets: fc.Arbitrary<JoinTarget> = fc.record({
  width: fc.constantFrom(1280, 720, 3840),
  height: fc.constantFrom(720, 1280),
  sound: fc.boolean(),
});

const clips = fc.array(probes, { minLength: 1, maxLength: 8 });

function checkPlans(check: (plan: JoinPlan, all: readonly MediaProbe[], target: JoinTarget) => void): void {
  fc.assert(
    fc.property(clips, targets, (all, target) => {
      check(planJoin(all, target), all, target);
    }),
  );
}

/** What a probe of the piece that a step makes must say: the model of the conform step that the medium tests prove. */
function pieceOf(probe: MediaProbe, step: ClipStep, { profile }: JoinPlan): MediaProbe {
  if (step.asIs) return probe;
  const { picture, sound } = profile;
  // ffmpeg lets every file it writes start at 0.
  const clock = { timeBase: { num: 1, den: picture.timescale }, startSeconds: 0 };
  const encoded = {
    ...{ width: picture.width, height: picture.height, frameRate: picture.frameRate, frames: step.frames },
    ...(picture.parameterSets !== undefined && { extradataHash: picture.parameterSets }),
  };
  const own = step.picture === 'encoded' ? encoded : probe.video;
  if (sound.kind !== 'clips') return probeOf({ ...own, ...clock }, 'mute');
  const timeBase = { num: 1, den: sound.format.sampleRate };
  return probeOf({ ...own, ...clock }, { ...sound.format, seconds: step.seconds, timeBase });
}

describe('planJoin', () => {
  it('copies clips that agree and have the size asked for', () => {
    const { steps } = planJoin([probeOf(), probeOf({ frames: 120 }), probeOf()], hd);
    expect(steps.every(({ asIs }) => asIs)).toBe(true);
    expect(steps.some(isConformed)).toBe(false);
    expect(steps.map(({ seconds }) => seconds)).toEqual([4, 5, 4]);
  });

  it('lets the clips with most seconds decide', () => {
    const long = probeOf({ frames: 240, extradataHash: 'SHA256:b' });
    const { steps } = planJoin([probeOf(), long, probeOf()], hd);
    expect(steps.map(({ picture }) => picture)).toEqual(['encoded', 'copied', 'encoded']);
  });

  it('says why a clip is conformed', () => {
    const { steps } = planJoin(
      [probeOf(), probeOf({ codec: 'hevc', width: 1920, height: 1080 }, 'mute')],
      hd,
    );
    expect(steps[1]).toMatchObject({
      picture: 'encoded',
      sound: 'silence',
      fit: { scaled: 'down', cropped: false },
    });
    expect(steps[1]?.reasons).toEqual(['codec hevc', 'size 1920x1080', 'mute']);
  });

  it('keeps the picture of a clip whose sound is too short or too long', () => {
    const sounds = [
      { seconds: 3.9 },
      { seconds: 3.98 },
      { seconds: 4.02 },
      { seconds: 4.1 },
      { startSeconds: 0.1 },
    ];
    const { steps } = planJoin(
      sounds.map((sound) => probeOf({}, sound)),
      hd,
    );
    expect(steps.map(({ sound }) => sound)).toEqual(['encoded', 'copied', 'copied', 'encoded', 'encoded']);
    expect(steps.every(({ picture }) => picture === 'copied')).toBe(true);
  });

  it('encodes no sound for a silent film, nor for one whose clips are all mute', () => {
    expect(planJoin([probeOf(), probeOf({}, 'mute')], { ...hd, sound: false }).steps.some(isConformed)).toBe(
      false,
    );
    const mute = planJoin([probeOf({}, 'mute'), probeOf({}, 'mute')], hd);
    expect(mute.profile.sound.kind).toBe('silence');
    expect(mute.steps.some(isConformed)).toBe(false);
  });

  it('encodes every picture when told to', () => {
    const { steps } = planJoin([probeOf(), probeOf()], { ...hd, encodeAll: true });
    expect(steps.map(({ picture, sound }) => `${picture} ${sound}`)).toEqual(Array(2).fill('encoded copied'));
  });

  it('only ever copies pictures that can stand in one film', () => {
    checkPlans(({ profile, steps }, all, target) => {
      const copied = all.filter((_, index) => steps[index]?.picture === 'copied');
      for (const { video } of copied) {
        expect(video).toMatchObject({ codec: 'h264', pixelFormat: 'yuv420p', variableFrameRate: false });
        expect([video.width, video.height]).toEqual([target.width, target.height]);
        expect(video.extradataHash).toBe(profile.picture.parameterSets);
        expect(sameRate(filmRate(video.frameRate), profile.picture.frameRate)).toBe(true);
      }
    });
  });

  it('copies something whenever something fits, and never less than another choice would', () => {
    checkPlans(({ steps }, all, target) => {
      const fitting = all.filter((probe) => pictureObstacles(probe, target).length === 0);
      const keyOf = ({ video }: MediaProbe) =>
        `${rateOf(filmRate(video.frameRate))} ${video.extradataHash ?? ''}`;
      const secondsOf = (some: readonly MediaProbe[]) =>
        some.reduce((sum, { video }) => sum + video.seconds, 0);
      const best = Math.max(
        0,
        ...fitting.map((one) => secondsOf(fitting.filter((other) => keyOf(other) === keyOf(one)))),
      );
      const copied = all.filter((_, index) => steps[index]?.picture === 'copied');
      expect(secondsOf(copied)).toBeCloseTo(best, 6);
    });
  });

  it('gives pieces that agree: planned again, all are joined as they are', () => {
    checkPlans((plan, all, target) => {
      const pieces = all.map((probe, index) => pieceOf(probe, plan.steps[index]!, plan));
      const again = planJoin(pieces, target);
      expect(again.steps.flatMap(({ reasons }) => reasons)).toEqual([]);
      expect(again.steps.every(({ asIs }) => asIs)).toBe(true);
    });
  });

  it('keeps each clip, its order and, to a picture, its length', () => {
    checkPlans(({ steps, profile }, all) => {
      expect(steps).toHaveLength(all.length);
      steps.forEach(({ seconds, frames }, index) => {
        expect(frames).toBeGreaterThanOrEqual(1);
        const most = 1 / rateOf(profile.picture.frameRate);
        expect(Math.abs(seconds - all[index]!.video.seconds)).toBeLessThanOrEqual(most);
      });
    });
  });

  it('takes sound exactly when the film has it', () => {
    checkPlans(({ steps, profile }, all, target) => {
      const heard = all.some(({ audio }) => audio !== undefined);
      expect(profile.sound.kind).toBe(!target.sound ? 'none' : heard ? 'clips' : 'silence');
      steps.forEach(({ sound }, index) => {
        if (profile.sound.kind !== 'clips') expect(sound).toBe('none');
        else if (all[index]?.audio === undefined) expect(sound).toBe('silence');
        else expect(['copied', 'encoded']).toContain(sound);
      });
    });
  });

  it('joins a file as it is only when it needs nothing', () => {
    checkPlans(({ steps, profile }, all) => {
      steps.forEach((step, index) => {
        if (!step.asIs) return;
        expect(step.reasons).toEqual([]);
        expect(timescaleOf(all[index]!.video.timeBase)).toBe(profile.picture.timescale);
      });
    });
  });
});
