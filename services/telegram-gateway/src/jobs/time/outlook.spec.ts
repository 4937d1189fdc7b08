import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { JobStory } from '../../../test/job-facts.js';
import { realCatalogue } from '../../../test/model-cards.js';
import { outlookOf } from './outlook.js';
import { expectedSeconds, type Pace, paceAfter, rememberedTakes } from './pace.js';

const card = realCatalogue.get('veo_3_1_fast')!;
const rates = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { maxLength: 40 });
const paceOf = (all: readonly number[]): Pace | undefined =>
  all.reduce<Pace | undefined>((pace, rate, at) => paceAfter(pace, { take: `job.${at}.1`, rate }), undefined);

describe('how long a take will take', () => {
  it('is what the card says, as long as nothing is known', () => {
    expect(expectedSeconds(card, undefined, 4)).toBe(30 + 5 * 4 + 5);
  });

  it('comes nearer to what is seen with every take', () => {
    const guesses = [1, 3, 9, 20].map((count) => expectedSeconds(card, paceOf(Array(count).fill(20)), 4));
    expect(guesses).toEqual([...guesses].sort((a, b) => a - b));
    expect(guesses.at(-1)).toBeGreaterThan(75);
    expect(guesses.at(-1)).toBeLessThan(85);
  });

  it('does not follow one take that hung', () => {
    const steady = Array<number>(19).fill(10);
    const hung = expectedSeconds(card, paceOf([...steady, 900]), 4);
    expect(hung).toBeCloseTo(expectedSeconds(card, paceOf([...steady, 10]), 4));
  });

  it('is remembered of the last takes, each once', () => {
    fc.assert(
      fc.property(rates, (all) => {
        const pace = paceOf(all);
        expect(pace?.takes ?? []).toHaveLength(Math.min(all.length, rememberedTakes));
        const [take] = pace?.takes.slice(-1) ?? [];
        if (take) expect(paceAfter(pace, { ...take, rate: 1 })).toBe(pace);
      }),
    );
  });
});

describe('the outlook of a job', () => {
  const stories = fc
    .tuple(fc.nat({ max: 4 }), fc.boolean(), fc.boolean(), fc.nat({ max: 3_600 }), rates)
    .map(([made, stitched, lost, passed, seen]) => {
      const story = new JobStory().planned();
      for (let scene = 1; scene <= made; scene++) story.rendered(scene);
      if (made === 4 && stitched) story.stitched();
      if (made < 4 && lost) story.lost(made + 1);
      const pace = paceOf(seen);
      const now = new Date(Date.parse(story.job.since) + passed * 1000);
      return {
        job: story.job,
        catalogue: realCatalogue,
        paces: new Map(pace && [['veo_3_1_fast', pace]]),
        now,
      };
    });

  it('is never done before the film is there, and always has something to wait for', () => {
    fc.assert(
      fc.property(stories, ({ job, ...sources }) => {
        const { done, leftSeconds } = outlookOf(job, sources);
        expect(done).toBeGreaterThanOrEqual(0);
        expect(done).toBeLessThan(1);
        expect(leftSeconds).toBeGreaterThan(0);
      }),
    );
  });

  it('only gets nearer while the same thing is done', () => {
    fc.assert(
      fc.property(stories, fc.nat({ max: 900 }), ({ job, now, ...sources }, more) => {
        const [before, later] = [0, more * 1000].map((ms) =>
          outlookOf(job, { ...sources, now: new Date(now.getTime() + ms) }),
        );
        expect(later?.leftSeconds).toBeLessThanOrEqual(before?.leftSeconds ?? 0);
        expect(later?.done).toBeGreaterThanOrEqual(before?.done ?? 1);
      }),
    );
  });

  it('moves on with every scene', () => {
    const story = new JobStory().planned();
    const sources = { catalogue: realCatalogue, paces: new Map<string, Pace>() };
    const at = (): number => outlookOf(story.job, { ...sources, now: new Date(story.job.since) }).done;
    const shares = [at(), ...[1, 2, 3, 4].map((scene) => (story.rendered(scene), at()))];
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(new Set(shares).size).toBe(5);
  });
});
