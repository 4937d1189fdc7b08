import { describe, expect, it } from '@jest/globals';
import { after, JobStory } from '../../test/job-facts.js';
import { isForgotten } from './forgotten.js';

const day = 24 * 60 * 60;

describe('a job that the planner forgot', () => {
  it('is one of which nothing was said for twice as long as messages are kept', () => {
    const { job } = new JobStory().planned().rendered(1);
    expect(isForgotten(job, new Date(after(13 * day)), 7)).toBe(false);
    expect(isForgotten(job, new Date(after(15 * day)), 7)).toBe(true);
    expect(isForgotten(job, new Date(after(15 * day)), 30)).toBe(false);
  });

  it('is remembered from whatever was said of it last', () => {
    const now = new Date(after(20 * day));
    const story = (): JobStory => new JobStory().planned().rendered(1).held(2, 1);
    expect(isForgotten(story().job, now, 7)).toBe(true);
    const late = after(19 * day);
    const data = { jobId: story().jobId, cut: 1, by: 'person' } as const;
    const asked = { revision: 1, change: { kind: 'resume' }, at: late, totalUsd: 5 } as const;
    const take = {
      outcome: 'failed',
      scene: 2,
      take: 1,
      costUsd: 0,
      code: 'cancelled',
      retakeMayHelp: true,
      at: late,
    } as const;
    for (const job of [
      story().tell({ name: 'JobCancelled', data, at: late }).job,
      story().tell({ name: 'ChangeAsked', change: asked }).job,
      { ...story().job, takes: { '2.1': take } },
    ]) {
      expect(isForgotten(job, now, 7)).toBe(false);
    }
  });
});
