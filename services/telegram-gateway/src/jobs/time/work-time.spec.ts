import { describe, expect, it } from '@jest/globals';
import { after, JobStory, request } from '../../../test/job-facts.js';
import { workedSeconds } from './work-time.js';

/** Everything in these stories happens a minute after what was before. */
const minutes = ({ job }: JobStory, until: number): number => workedSeconds(job, after(until * 60)) / 60;

describe('the time that was worked for a film', () => {
  it('begins with the order, or with the approval of the storyboard', () => {
    expect(minutes(new JobStory().planned().rendered(1), 5)).toBe(5);
    expect(minutes(new JobStory(request({ approval: true })).planned().approved().rendered(1), 5)).toBe(3);
  });

  it('counts all that gave no film yet, but not what the person thought about', () => {
    const held = new JobStory().planned().held(1, 1);
    expect(minutes(held.asks({ kind: 'resume' }).changed().rendered(1, 2), 9)).toBe(2 + 9 - 4);
    const called = new JobStory().planned().rendered(1).cancelled();
    expect(minutes(called.asks({ kind: 'resume' }).changed(), 7)).toBe(3 + 7 - 5);
  });

  it('counts only what came after the film before', () => {
    const story = new JobStory().planned().rendered(1).stitched().delivered();
    story.asks({ kind: 'retake', scenes: [{ scene: 1 }] }).changed();
    expect(minutes(story, 8)).toBe(8 - 6);
  });

  it('counts a planning that was begun once more from when the person wanted it', () => {
    const story = new JobStory().failed('planning-failed').asks({ kind: 'resume' });
    expect(minutes(story, 6)).toBe(1 + 6 - 2);
  });
});
