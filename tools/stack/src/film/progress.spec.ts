import { describe, expect, it } from '@jest/globals';
import * as made from '../../test/facts.js';
import type { Fact } from '../history/fact.js';
import { advance, type FilmProgress, noProgress, price } from './progress.js';
import { secondsLeft } from './time-left.js';
import { liveView, newsLine } from './view.js';

const after = (...facts: Fact[]): FilmProgress => facts.reduce(advance, noProgress);
const statesAfter = (...facts: Fact[]): string[] => after(...facts).scenes.map(({ state }) => state);

describe('advance', () => {
  it('follows a job to its end', () => {
    const progress = after(...made.wholeJob());
    expect(progress.phase).toBe('ended');
    expect(progress.end?.name).toBe('JobDelivered');
    expect(progress.scenes.map(({ state, ssim }) => [state, ssim])).toEqual([
      ['done', undefined],
      ['done', 0.97],
    ]);
    expect(price(progress)).toEqual({ spentUsd: 1.2, estimateUsd: 1.2 });
  });

  it('shows where each scene stands', () => {
    expect(statesAfter(made.requested(), made.planned(2), made.asked(1, 1))).toEqual([
      'rendering',
      'waiting',
    ]);
    expect(statesAfter(made.planned(1), made.asked(1, 1), made.generated(1, 2, 1))).toEqual(['checking']);
    expect(statesAfter(made.planned(1), made.asked(1, 1), made.failed(1, 2))).toEqual(['failed']);
  });

  it('counts the cost of a clip that was found damaged once, and of a second take besides', () => {
    const damaged = after(
      made.planned(1),
      made.asked(1, 1),
      made.generated(1, 5, 4),
      made.failed(1, 6, 0.6, 'clip-damaged'),
    );
    expect(price(damaged).spentUsd).toBeCloseTo(0.6);
    const again = [made.asked(1, 6, 2), made.generated(1, 9, 3, 2)].reduce<FilmProgress>(advance, damaged);
    expect(price(again).spentUsd).toBeCloseTo(1.2);
    expect(again.scenes[0]).toMatchObject({ state: 'checking', take: 2 });
  });
});

describe('secondsLeft', () => {
  it('is unknown before the plan and 0 at the end', () => {
    expect(secondsLeft(after(made.requested()), made.second(1))).toBeUndefined();
    expect(secondsLeft(after(...made.wholeJob()), made.second(13))).toBe(0);
  });

  it('starts from what the plan expects', () => {
    expect(secondsLeft(after(made.requested(), made.planned(2)), made.second(1))).toBe(105);
  });

  it('takes the pace of the scenes that are done', () => {
    const facts = [
      made.requested(),
      made.planned(3),
      made.asked(1, 1),
      made.generated(1, 8, 6),
      made.rendered(1, 9),
    ];
    expect(secondsLeft(after(...facts, made.asked(2, 9)), made.second(12))).toBe(5 + 8 + 5);
  });

  it('counts the encoding of a film that cannot be copied together', () => {
    const cropped = { adaptations: [{ kind: 'cropped', asked: '1:1', rendered: '16:9' } as const] };
    const facts = [made.requested(), made.planned(2, cropped)];
    expect(secondsLeft(after(...facts), made.second(1))).toBe(100 + 5 + 4);
    const joining = after(...facts, made.filmAsked([1, 2], 20));
    expect([20, 23, 90].map((second) => secondsLeft(joining, made.second(second)))).toEqual([9, 6, 1]);
  });

  it('never counts a slow scene below nothing', () => {
    const facts = [made.requested(), made.planned(1), made.asked(1, 1)];
    expect(secondsLeft(after(...facts), made.second(500))).toBe(5);
  });
});

describe('liveView', () => {
  it('draws scenes, price and time left within the width', () => {
    const facts = [
      made.requested(),
      made.planned(2),
      made.asked(1, 1),
      made.generated(1, 8, 6),
      made.rendered(1, 9),
    ];
    const view = liveView(after(...facts, made.asked(2, 9)), made.second(12), 60);
    expect(view.split('\n')).toEqual([
      'rendering · 0:12 gone, about 0:10 left',
      '  ✔ scene 1  4 s  $0.60 in 0:08  draft 1',
      '  ▶ scene 2  4 s  rendering 0:03  draft 2',
      '  $0.60 of about $1.20',
    ]);
  });
});

describe('newsLine', () => {
  it('tells each step in one line, with price and time left', () => {
    const lines: string[] = [];
    made.wholeJob().reduce<FilmProgress>((progress, fact) => {
      const next = advance(progress, fact);
      lines.push(newsLine(next, fact) ?? '');
      return next;
    }, noProgress);
    expect(lines).toEqual([
      '[0:00] planning the scenes',
      '[0:01] planned: 2 scenes, 8 s, about $1.20, about 1:45 left',
      '[0:01] scene 1 of 2: rendering 0:00',
      '[0:06] scene 1 of 2: checking',
      '[0:07] scene 1 of 2: done, $0.60 in 0:06 · $0.60 so far, about 0:11 left',
      '[0:07] scene 2 of 2: rendering 0:00',
      '[0:12] scene 2 of 2: checking',
      '[0:12] scene 2 of 2: done, $0.60 in 0:05 · $1.20 so far, about 0:05 left',
      '[0:12] joining 2 scenes',
      '[0:13] joined: 8.0 s, 1280x720',
      '',
    ]);
  });
});
