import { describe, expect, it } from '@jest/globals';
import { changeSchema } from '@kinoline/contracts';
import fc from 'fast-check';
import { beganAt, JobStory, request } from '../../test/job-facts.js';
import type { JobFact } from './fact.js';
import { newJob } from './new-job.js';
import { openChange, promisedUsd } from './progress.js';
import { sceneViews } from './scene-views.js';
import { shownAfter } from './shown-after.js';
import { type ShownJob, shownJobSchema, spentUsd } from './shown-job.js';

function told(story: JobStory, facts: readonly JobFact[] = story.facts): ShownJob {
  const { asked, job } = story;
  const { priceUsd, waitSeconds, showScenes } = job;
  const effect = { kind: 'begin-job', request: asked, priceUsd, waitSeconds, showScenes } as const;
  return facts.reduce(shownAfter, newJob(effect, 100, beganAt));
}

const states = (job: ShownJob): string =>
  sceneViews(job)
    .map(({ state }) => state)
    .join(' ');

/** Plays a director: takes fail or give clips, what is stuck is decided somehow, films are changed somehow. */
function anyStory(chance: () => number, approval: boolean): JobStory {
  const story = new JobStory(request({ approval, settings: { ...request().settings, scenes: 3 } }));
  const happens = (oneIn: number): boolean => Math.floor(chance() * oneIn) === 0;
  story.planned();
  if (approval) {
    if (happens(2)) story.edited().planned();
    story.approved();
    // The planner heard of the approval first: this edit is never answered.
    if (happens(3)) story.edited();
  }
  for (let turn = 0; turn < 14; turn++) {
    const { job } = story;
    const wanted = sceneViews(job).find(({ state }) => state === 'making');
    if (job.stage === 'rendering' && wanted) {
      const { beat: scene, take } = wanted;
      if (happens(9)) story.cancelled();
      else if (!happens(3)) story.rendered(scene, take);
      else if (happens(2)) story.lost(scene, take, { costUsd: 0.6 });
      else story.lost(scene, take, { retakeMayHelp: false }).held(scene, take);
    } else if (job.stage === 'joining') {
      if (happens(8)) story.failed('film-failed');
      else story.stitched();
    } else if (job.stage === 'delivering') story.delivered();
    else {
      const [one, two] = [1 + Math.floor(chance() * 3), 1 + Math.floor(chance() * 3)];
      const changes = [
        { kind: 'resume' },
        { kind: 'finish' },
        { kind: 'leave-out', scenes: [one] },
        { kind: 'retake', scenes: [{ scene: one }, ...(two === one ? [] : [{ scene: two }])] },
      ];
      story.asks(changeSchema.parse(changes[Math.floor(chance() * changes.length)]));
      if (happens(5)) story.refused();
      else story.changed();
    }
  }
  return story;
}

const stories = fc
  .tuple(fc.noBias(fc.infiniteStream(fc.integer({ min: 0, max: 999 }))), fc.boolean())
  .map(([chances, approval]) => anyStory(() => (chances.next().value as number) / 1000, approval));

describe('what is shown of a job', () => {
  it('ends the same in any order and however often things are told', () => {
    const shuffled = stories.chain((story) => {
      const twice = [...story.facts, ...story.facts];
      return fc
        .shuffledSubarray(twice, { minLength: twice.length })
        .map((facts) => ({ story, facts: facts }));
    });
    fc.assert(
      fc.property(shuffled, ({ story, facts }) => {
        expect(told(story, facts)).toEqual(story.job);
      }),
      { numRuns: 300 },
    );
  });

  it('is never moved back by what was told before, and is not even written', () => {
    fc.assert(
      fc.property(stories, ({ facts, job }) => {
        for (const fact of facts) expect(shownAfter(job, fact)).toBe(job);
      }),
      { numRuns: 100 },
    );
  });

  it('can be stored at any time', () => {
    fc.assert(
      fc.property(stories, ({ job }) => {
        expect(shownJobSchema.parse(JSON.parse(JSON.stringify(job)))).toEqual(job);
      }),
      { numRuns: 100 },
    );
  });

  it('goes from the plan to the film', () => {
    const story = new JobStory();
    expect(story.job.stage).toBe('planning');
    expect(story.planned().job.stage).toBe('rendering');
    expect(states(story.job)).toBe('making waiting waiting waiting');
    story.rendered(1).lost(2);
    expect(states(story.job)).toBe('ready making waiting waiting');
    expect(sceneViews(story.job)[1]).toMatchObject({ beat: 2, take: 2 });
    story.rendered(2, 2).rendered(3).rendered(4);
    expect(story.job.stage).toBe('joining');
    expect(spentUsd(story.job)).toBeCloseTo(2.4);
    expect(story.stitched().job.stage).toBe('delivering');
    expect(story.delivered().job).toMatchObject({ stage: 'delivered', cut: 1 });
  });

  it('counts a scene of several shots as one', () => {
    const story = new JobStory(request({ settings: { ...request().settings, scenes: 2 } }), 2).planned();
    expect(states(story.rendered(1).job)).toBe('making waiting');
    expect(states(story.rendered(2).rendered(3).job)).toBe('ready making');
    expect(states(story.lost(4).held(4, 1).job)).toBe('ready failed');
    expect(states(story.asks({ kind: 'leave-out', scenes: [4] }).changed().job)).toBe('ready ready');
    expect(story.job.stage).toBe('joining');
  });

  it('waits for the person at a scene that cannot be made, and goes on as they say', () => {
    const story = new JobStory().planned().rendered(1).lost(2, 1, { retakeMayHelp: false }).held(2, 1);
    expect(story.job.stage).toBe('held');
    expect(states(story.job)).toBe('ready failed waiting waiting');
    story.asks({ kind: 'retake', scenes: [{ scene: 2, prompt: 'A hare' }] });
    expect(openChange(story.job)?.change).toMatchObject({ kind: 'retake' });
    story.changed();
    expect(openChange(story.job)).toBeUndefined();
    expect(states(story.job)).toBe('ready making waiting waiting');
    expect(promisedUsd(story.job)).toBe(5);
    story.rendered(2, 2).lost(3).held(3, 1).asks({ kind: 'finish' }).changed();
    expect(story.job.stage).toBe('joining');
    expect(states(story.job)).toBe('ready ready left-out left-out');
    story.stitched([1, 2]).delivered();
    expect(story.job).toMatchObject({ stage: 'delivered', cut: 3 });
  });

  it('makes one scene again of a film and keeps the others', () => {
    const story = new JobStory().planned();
    for (const scene of [1, 2, 3, 4]) story.rendered(scene);
    story
      .stitched()
      .delivered()
      .asks({ kind: 'retake', scenes: [{ scene: 3 }] });
    expect(story.job.stage).toBe('delivered');
    expect(states(story.changed().job)).toBe('ready ready making ready');
    story.lost(3, 2, { retakeMayHelp: false }).held(3, 2);
    expect(states(story.job)).toBe('ready ready failed ready');
    expect(story.asks({ kind: 'finish' }).changed().job.stage).toBe('joining');
    expect(states(story.job)).toBe('ready ready ready ready');
  });

  it('lengthens a film by what the planner adds', () => {
    const story = new JobStory().planned();
    for (const scene of [1, 2, 3, 4]) story.rendered(scene);
    story.stitched().delivered().asks({ kind: 'extend', prompt: 'It goes home', scenes: 1 });
    const scenes = [...(story.job.plan?.storyboard.scenes ?? [])];
    const added = { ...scenes[3]!, scene: 5, beat: 5 };
    story.changed({ storyboard: { scenes: [...scenes, added] } });
    expect(states(story.job)).toBe('ready ready ready ready making');
  });

  it('keeps a clip that came after the stop', () => {
    const story = new JobStory().planned().rendered(1).cancelled();
    expect(states(story.job)).toBe('ready waiting waiting waiting');
    expect(states(story.rendered(2).job)).toBe('ready ready waiting waiting');
    story.asks({ kind: 'resume' }).changed();
    expect(states(story.job)).toBe('ready ready making waiting');
  });

  it('says that what was wanted was refused, and stays', () => {
    const story = new JobStory().planned().lost(1, 1, { retakeMayHelp: false }).held(1, 1);
    story.asks({ kind: 'resume' }).refused();
    expect(story.job).toMatchObject({ stage: 'held', cut: 1 });
    expect(openChange(story.job)).toBeUndefined();
  });

  it('waits for an approval, again after an edit that was faster', () => {
    const story = new JobStory(request({ approval: true })).planned();
    expect(story.job.stage).toBe('approval');
    story.edited().approved();
    expect(story.job.stage).toBe('rendering');
    expect(story.planned().job.stage).toBe('approval');
    expect(story.approved().job.stage).toBe('rendering');
  });

  it('does not wait for an answer to an edit that came too late', () => {
    const approvedFirst = new JobStory(request({ approval: true })).planned().approved().edited();
    approvedFirst.rendered(1).lost(2, 1, { retakeMayHelp: false }).held(2, 1);
    const cancelledFirst = new JobStory(request({ approval: true })).planned().edited().cancelled();
    for (const story of [approvedFirst, cancelledFirst]) {
      expect(openChange(story.job)).toBeUndefined();
      story.asks({ kind: 'resume' });
      expect(openChange(story.job)?.change).toEqual({ kind: 'resume' });
      expect(openChange(story.edited().job)?.change).toEqual({ kind: 'resume' });
      expect(openChange(story.changed().job)).toBeUndefined();
    }
    expect(approvedFirst.job).toMatchObject({ stage: 'rendering', cut: 2 });
    expect(cancelledFirst.job).toMatchObject({ stage: 'approval', cut: 2 });
  });

  it('waits for the approval again when the planner heard of the stop before it', () => {
    const stopped = (): JobStory =>
      new JobStory(request({ approval: true })).planned().approved().cancelled().asks({ kind: 'resume' });
    const stopFirst = stopped().planned({ revision: 2, cut: 2 });
    expect(stopFirst.job).toMatchObject({ stage: 'approval', cut: 2 });
    expect(stopFirst.approved().job.stage).toBe('rendering');
    expect(stopped().changed().job).toMatchObject({ stage: 'rendering', cut: 2 });
  });

  it('plans a job anew that could not be planned', () => {
    const story = new JobStory().failed('planning-failed');
    expect(story.job.stage).toBe('failed');
    story.asks({ kind: 'resume' });
    expect(story.job).toMatchObject({ stage: 'planning', cut: 2 });
    story.planned({ revision: 2, cut: 2 });
    expect(story.job).toMatchObject({ stage: 'rendering', cut: 2 });
  });

  it('is delivered, though the person stopped it meanwhile', () => {
    const story = new JobStory(request({ settings: { ...request().settings, scenes: 1 } }));
    story.planned().rendered(1).stitched().cancelled();
    expect(story.job.stage).toBe('cancelled');
    expect(story.delivered().job.stage).toBe('delivered');
  });
});
