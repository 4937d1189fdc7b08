import { describe, expect, it } from '@jest/globals';
import { JobStory, request } from '../../test/job-facts.js';
import { sceneViews } from './scene-views.js';
import { spentUsd } from './shown-job.js';

/** A film of two scenes, the second of which the person has shot again and again, each time in other words. */
function shotAgain(times: number): JobStory {
  const story = new JobStory(request({ settings: { ...request().settings, scenes: 2 } }));
  story.planned().rendered(1).rendered(2).stitched().delivered();
  for (let take = 2; take <= times; take++) {
    story.asks({ kind: 'retake', scenes: [{ scene: 2, prompt: 'Another word. '.repeat(280) }] }).changed();
    story.rendered(2, take).stitched().delivered();
  }
  return story;
}

describe('what is kept of a job that was changed often', () => {
  it('stays small, and knows all that it cost', () => {
    const { job } = shotAgain(99);
    expect(JSON.stringify(job).length - JSON.stringify(shotAgain(2).job).length).toBeLessThan(97 * 700);
    expect(spentUsd(job)).toBeCloseTo(100 * 0.6);
    expect(sceneViews(job)).toMatchObject([
      { state: 'ready', take: 1 },
      { state: 'ready', take: 99 },
    ]);
  });

  it('is all of the clips that a film has in common with the next, whatever clip comes of an abandoned take', () => {
    const story = shotAgain(2);
    story
      .asks({ kind: 'retake', scenes: [{ scene: 2 }] })
      .changed()
      .cancelled();
    story.asks({ kind: 'extend', scenes: 1, prompt: 'It goes home' }).changed();
    expect(story.rendered(2, 3).job.takes['2.2']).toMatchObject({ outcome: 'rendered' });
  });

  it('is the same however late a take is heard of', () => {
    const story = shotAgain(3);
    expect(story.job.takes['2.1']).toMatchObject({ outcome: 'replaced', costUsd: 0.6 });
    const { job } = story;
    expect(story.lost(2, 1).rendered(2, 1).job).toBe(job);
  });
});
