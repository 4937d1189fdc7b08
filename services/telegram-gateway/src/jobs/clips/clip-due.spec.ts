import { describe, expect, it } from '@jest/globals';
import { JobStory, request } from '../../../test/job-facts.js';
import { clipsOwed } from './clip-due.js';

const owed = ({ job }: JobStory): string[] => clipsOwed(job).map(({ scene, take }) => `${scene}.${take}`);

const threeScenes = (): JobStory =>
  new JobStory(request({ settings: { ...request().settings, scenes: 3 } })).planned();

describe('the clips that are owed to the chat', () => {
  it('are those of the film that is being made', () => {
    const story = threeScenes().rendered(1).rendered(2);
    expect(owed(story)).toEqual(['1.1', '2.1']);
    expect(owed(story.rendered(3).stitched().delivered())).toEqual([]);
  });

  it('are none of an earlier cut, whether they were shown then or not', () => {
    const story = threeScenes().rendered(1).rendered(2).rendered(3).stitched().delivered();
    story.asks({ kind: 'retake', scenes: [{ scene: 2 }] }).changed();
    expect(owed(story)).toEqual([]);
    expect(owed(story.rendered(2, 2))).toEqual(['2.2']);
  });
});
